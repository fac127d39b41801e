import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Puts mails in the outbox of a project, as the file transport would leave them. */
export function sampleOutbox(root: string): void {
  const folder = join(root, 'data/outbox/2023-10')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'eerste.eml'),
    message('Jan Jansen <jan.jansen@example.org>', 'Café & <ander> nieuws'),
  )
  for (let number = 1; number <= 60; number++) {
    writeFileSync(
      join(folder, `mail-${number}.eml`),
      message(`lezer${number}@example.org`, 'Nieuwsbrief'),
    )
  }
  writeFileSync(join(folder, 'half.eml.part'), 'half')
}

function message(to: string, subject: string): string {
  return [
    'From: Nieuwsbrief <nieuwsbrief@example.org>',
    `To: ${to}`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Date: Thu, 26 Oct 2023 08:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary=r',
    '',
    '--r',
    'Content-Type: multipart/alternative; boundary=a',
    '',
    '--a',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Platte tekst van de mail.',
    '--a',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<!doctype html><html lang="nl"><title>Mail</title><script>document.title = "gehackt"</script>',
    '<p>De mail zelf.</p><img src="cid:stip@pictures" alt="stip"><img src="https://evil.example/x.png" alt=""></html>',
    '--a--',
    '--r',
    'Content-Type: image/gif',
    'Content-ID: <stip@pictures>',
    'Content-Transfer-Encoding: base64',
    '',
    'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
    '--r--',
    '',
  ].join('\r\n')
}
