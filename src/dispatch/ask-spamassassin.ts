import { spawn } from 'node:child_process'

/** What SpamAssassin on this computer says of a message. */
export type SpamVerdict =
  | { kind: 'scored'; score: number; limit: number; rules: { name: string; score: number }[] }
  | { kind: 'none' }
  | { kind: 'failed'; reason: 'timeout' | 'stopped' | 'answer' }

/** Reading its rules takes a second; on a busy computer twenty were seen. In ms. */
const PATIENCE = 60_000
/** It gives the whole message back, which is at most some 3 MB. In bytes. */
const LONGEST_ANSWER = 16 * 1024 * 1024

/**
 * One message through the `spamassassin` program, without any question to the network (`-L`) and
 * without learning from it: a draft stays on this computer and leaves no trace in its statistics.
 */
export function askSpamAssassin(
  message: Buffer,
  {
    program = 'spamassassin',
    patience = PATIENCE,
    path,
    signal,
  }: { program?: string; patience?: number; path: string; signal: AbortSignal },
): Promise<SpamVerdict> {
  return new Promise((done) => {
    const child = spawn(program, [...options], {
      env: { PATH: path, LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const parts: Buffer[] = []
    let size = 0
    const end = (verdict: SpamVerdict) => {
      clearTimeout(late)
      signal.removeEventListener('abort', stop)
      child.kill('SIGKILL')
      done(verdict)
    }
    const stop = () => end({ kind: 'failed', reason: 'stopped' })
    const late = setTimeout(() => end({ kind: 'failed', reason: 'timeout' }), patience)
    signal.addEventListener('abort', stop)
    child.on('error', () => end({ kind: 'none' }))
    // A program that stops before it read everything: its exit says so.
    child.stdin.on('error', () => {})
    child.stdout.on('data', (part: Buffer) => {
      size += part.length
      if (size > LONGEST_ANSWER) end({ kind: 'failed', reason: 'answer' })
      else parts.push(part)
    })
    child.on('close', () => end(verdictIn(Buffer.concat(parts).toString('latin1'))))
    child.stdin.end(message)
  })
}

const options = [
  '--local',
  '--nocreate-prefs',
  '--cf=use_bayes 0',
  '--cf=bayes_auto_learn 0',
  '--cf=fold_headers 0',
  '--cf=clear_headers',
  '--cf=report_safe 0',
  '--cf=add_header all Rondbrief _SCORE_ _REQD_ _TESTSSCORES(,)_',
] as const

/**
 * The one header asked for, which stands above the message's own. Whatever else the answer holds is
 * left alone: parts of it were written by others.
 */
export function verdictIn(answer: string): SpamVerdict {
  const head = answer.slice(0, Math.max(0, answer.search(/\r?\n\r?\n/)))
  const found =
    /^X-Spam-Rondbrief: (-?\d{1,4}(?:\.\d{1,3})?) (-?\d{1,4}(?:\.\d{1,3})?) ([A-Z0-9_=.,-]{1,8000})\r?$/m.exec(
      head,
    )
  const [, score, limit, listed] = found ?? []
  if (score === undefined || limit === undefined || listed === undefined) {
    return { kind: 'failed', reason: 'answer' }
  }
  const rules = [
    ...listed.matchAll(/(?:^|,)([A-Z][A-Z0-9_]{1,60})=(-?\d{1,3}(?:\.\d{1,3})?)(?=,|$)/g),
  ]
  return {
    kind: 'scored',
    score: Number(score),
    limit: Number(limit),
    rules: rules.map(([, name = '', points]) => ({ name, score: Number(points) })),
  }
}
