import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const issue = 'newsletters/2023-03'

/** Ten things that people really do wrong, each of which keeps the March issue from being sent. */
export function plantFaults(root: string): void {
  mkdirSync(join(root, issue, 'images'))
  const picture = resolve(import.meta.dirname, '../../docs/images/phone.png')
  cpSync(picture, join(root, issue, 'images/haven.png'))
  change('issue.md', (text) => text.replace(/^subject: .*\n/m, ''))
  change('issue.md', (text) => text.replace('[nieuwsbrief-alle]', '[nieuwsbrief-ale]'))
  change('pvo/mkb.md', (text) => text.replace(/^title: .*$/m, 'title: Subsidie: digitaal weerbaar'))
  change('riec/informatie.md', (text) => text.replace('\n\nIn de', '\n\n# Privacy\n\nIn de'))
  change('pvo/financiering.md', (text) => `${text}\nLees [het plan van het PVO](#).\n`)
  change('var/bereik.md', (text) => `${text}\n[▶](https://veiligheidsalliantie.nl/bereik)\n`)
  change('var/bereik.md', (text) => `${text}\nOf ga naar [de kennisbank](www.var.nl/kennisbank).\n`)
  change('var/trainingen.md', (text) => `${text}\n![](images/haven.png)\n`)
  change('var/cameratoezicht.md', (text) => `${text}\nHet dossier heeft nummer 123456782.\n`)
  change(
    'var/jaarplan.md',
    (text) => `${text}\nHet Leerhuis over statelijke dreigingen is op 3 april.\n`,
  )

  function change(file: string, edit: (text: string) => string): void {
    const path = join(root, issue, file)
    const before = readFileSync(path, 'utf8')
    const after = edit(before)
    if (after === before) throw new Error(`Nothing was planted in ${file}`)
    writeFileSync(path, after)
  }
}
