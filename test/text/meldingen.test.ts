import { expect, test } from 'vitest'
import { catalogue, type Owner, type ProblemCode, type Severity } from '../../src/problem.ts'
import { nl } from '../../src/text/nl.ts'
import { exampleValues } from './example-values.ts'

/** `docs/meldingen.md` is made from the catalogue: `npm test -- test/text/meldingen.test.ts --update`. */
test('docs/meldingen.md has every problem with its words', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/meldingen.md')
})

const severities: Record<Severity, string> = {
  blocks: '**Blokkeert**: versturen kan pas als dit is opgelost.',
  warns: '**Let op**: kijk ernaar. Versturen kan.',
  tip: '**Tip**: een advies.',
}
const owners: Record<Owner, string> = {
  author: 'wie het bericht schrijft',
  editor: 'de redactie',
  maintainer: 'de beheerder',
}

function page(): string {
  const codes = Object.keys(catalogue).toSorted() as ProblemCode[]
  return [
    '# Meldingen',
    '',
    'Wat Rondbrief kan melden, op code. Bij elke melding staan een voorbeeld, waarom het ertoe doet en',
    'wat u kunt doen. Een code verandert nooit van betekenis. Deze pagina wordt gemaakt uit de teksten',
    'van het programma; `npm test` meldt het als zij achterloopt.',
    '',
    '## Een melding accepteren',
    '',
    'Soms klopt iets, ook al lijkt het een fout. Zet dan bovenaan het bestand waar de melding over gaat',
    'de code, wat er gevonden is en de reden:',
    '',
    '```yaml',
    'accepted:',
    '  - code: fact/term',
    '    found: Statische Dreigingen',
    '    reason: Zo staat het in de bron.',
    '```',
    '',
    'De melding blijft zichtbaar met uw reden, en houdt versturen niet meer tegen. Verandert wat er',
    'gevonden wordt, dan is de melding terug. In de agenda staat `accepted` bij de bijeenkomst zelf, met',
    'de datum als `2023-04-03`. Bij een totaal is `found` het getal zoals de bron het schrijft:',
    "`'396.101'`. Alleen waarschuwingen, tips, tegenstrijdige feiten en gegevens van personen kunnen",
    'geaccepteerd worden. Bij gegevens van personen telt alleen een reden van minstens twee woorden, samen',
    'tien letters.',
    '',
    'De knop op het scherm zet er een kenmerk bij: `mark`. Dan geldt de reden alleen voor precies deze',
    'tekst en deze getallen. Bij gegevens van personen moet het kenmerk er staan, omdat `found` daar',
    'afgekort is: gebruik de knop, of neem `mark` over uit `check --json`.',
    '',
    '## Meldingen als JSON',
    '',
    '`rondbrief check --json` geeft één object:',
    '',
    '| Sleutel | Betekenis |',
    '|---|---|',
    '| `schema` | `1`; wordt hoger als de betekenis van een sleutel verandert |',
    '| `ok` | `true` als niets blokkeert |',
    '| `problems` | meldingen over instellingen en doelgroepen |',
    '| `issues` | per editie: `id`, `title`, `variants`, `counts` en `problems` |',
    '| `issues[].variants` | per versie: `key`, `items` en `bytes` (`html`, `text`) |',
    '| `issues[].readability` | wat er aan de teksten te tellen is: `issue` en per bestand `items` |',
    '| `issues[].counts` | `blocks`, `warns`, `tip` en `accepted` |',
    '',
    'Een melding heeft `code`, `severity`, `owner`, `values`, `file`, `line`, `column`, soms `end`,',
    '`mark` of `accepted` (met `reason`), en `text` met `title`, `why` en `fix`. Regels en kolommen tellen vanaf 1.',
    '',
    'Exitcodes: `0` niets blokkeert, `1` er blokkeert iets, `2` die editie is er niet, `3` de instellingen',
    'zijn niet te lezen.',
    ...codes.flatMap(section),
    '',
  ].join('\n')
}

function section(code: ProblemCode): string[] {
  const { severity, owner } = catalogue[code]
  const { title, why, fix } = nl.problems[code](exampleValues[code])
  return [
    '',
    `## ${code}`,
    '',
    `${severities[severity]} Op te lossen door ${owners[owner]}.`,
    '',
    `> ${literal(title)}`,
    '',
    literal(why),
    '',
    `Wat u kunt doen: ${literal(fix)}`,
  ]
}

/** Code in the words stays code on the page. */
function literal(words: string): string {
  return words.replaceAll(/[<>*_[\]|]/g, String.raw`\$&`)
}
