import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const issue = 'newsletters/2023-03'

/** Ten things that people really do wrong, each of which keeps the March issue from being sent. */
export function plantFaults(root: string): void {
  const { change, put } = within(root)
  put('images/haven.png')
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
}

/** Ten others: of how a file was saved or filled in, of tables, pictures and people. */
export function plantOtherFaults(root: string): void {
  const { change, put } = within(root)
  put('images/haven.png')
  change('var/jaarplan.md', (text) => `${text}\nDe coördinatie is in één hand.\n`, 'latin1')
  change('riec/informatie.md', (text) => text.replace(/^---\n[^]*?\n---\n\s*/, ''))
  change('pvo/mkb.md', (text) => text.replace(/^title: .*\n/m, ''))
  change('var/trainingen.md', (text) => `${text}\n## \n\nMeld u aan voor 1 april.\n`)
  change('var/bereik.md', (text) => `${text}\n| Jaar | Lezers |\n|---|---|\n| 2022 |\n`)
  change('var/cameratoezicht.md', (text) => `${text}\n![De haven bij avond](haven.jpg)\n`)
  change('var/portefeuilles.md', (text) => `${text}\nVragen? Bel 06 12 34 56 78.\n`)
  change('pvo/financiering.md', (text) => `${text}\nZie [var.nl](https://example.org/subsidie).\n`)
  change('issue.md', (text) => text.replace('[[salutation]]', 'Beste [[name]]'))
  change('issue.md', (text) => text.replace('[burgernet-deelnemers', '[burgernet-deelnmers'))
}

function within(root: string) {
  return {
    put: (file: string): void => {
      mkdirSync(join(root, issue, dirname(file)), { recursive: true })
      cpSync(resolve(import.meta.dirname, '../../docs/images/phone.png'), join(root, issue, file))
    },
    change: (
      file: string,
      edit: (text: string) => string,
      encoding: 'utf8' | 'latin1' = 'utf8',
    ): void => {
      const path = join(root, issue, file)
      const before = readFileSync(path, 'utf8')
      const after = edit(before)
      if (after === before) throw new Error(`Nothing was planted in ${file}`)
      writeFileSync(path, after, encoding)
    },
  }
}
