import * as qp from 'nodemailer/lib/qp'

/** Whole lines of a message body, as they are sent and as DKIM hashes them. */
export type Lines = { sent: Buffer; relaxed: Buffer }

/**
 * Any text as quoted-printable lines of at most 76 characters (RFC 2045, 6.7). It begins on a line
 * of its own and ends in a line end, by a soft break where the text itself has none, so that pieces
 * may be put behind each other. No line begins with a dot, which SMTP would double, nor with
 * "From ", which a mailbox file would change.
 */
export function quotedLines(text: string): Lines {
  if (/^[\w:/.@-]{1,70}$/.test(text) && text[0] !== '.') return sameLines(`${text}=\r\n`)
  const lines = text.replaceAll(/\r\n?|\n/g, '\r\n')
  const encoded = qp
    // It may go one over, and the line below may need two.
    .wrap(qp.encode(lines), 73)
    .replaceAll(/^(?:\.|F(?=rom ))/gm, (found) => (found === '.' ? '=2E' : '=46'))
  return asLines(encoded === '' || encoded.endsWith('\r\n') ? encoded : `${encoded}=\r\n`)
}

/** Joins what stands next to each other: the last of each group and the first of the next. */
export function mergedLines(groups: (string | Lines)[][]): Lines[] {
  const merged: Lines[] = []
  for (const group of groups) {
    for (const [index, one] of group.entries()) {
      const lines = typeof one === 'string' ? asLines(one) : one
      const last = index === 0 ? merged.pop() : undefined
      merged.push(last === undefined ? lines : joined(last, lines))
    }
  }
  return merged
}

function joined(first: Lines, second: Lines): Lines {
  return {
    sent: Buffer.concat([first.sent, second.sent]),
    relaxed: Buffer.concat([first.relaxed, second.relaxed]),
  }
}

function asLines(sent: string): Lines {
  const relaxed = sent.replaceAll(/[ \t]+(?=\r\n)/g, '').replaceAll(/[ \t]+/g, ' ')
  return relaxed === sent
    ? sameLines(sent)
    : { sent: Buffer.from(sent, 'latin1'), relaxed: Buffer.from(relaxed, 'latin1') }
}

function sameLines(lines: string): Lines {
  const bytes = Buffer.from(lines, 'latin1')
  return { sent: bytes, relaxed: bytes }
}
