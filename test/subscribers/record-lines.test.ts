import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { recordLines } from '../../src/subscribers/record-lines.ts'
import { recordNames } from '../../src/subscribers/record-names.ts'
import { textFor } from '../../src/text/text.ts'
import { subscriber } from './subscriber-fixture.ts'

const read = readConfig(resolve(import.meta.dirname, '../..'), {})
if (read.kind !== 'ok') throw new Error('The configuration is not readable')
const names = await recordNames(read.config)
const profile = subscriber({
  id: 'jan',
  name: 'Jan Jansen',
  role: 'gvb-contact',
  area: 'GM0599',
  language: 'nl',
  choices: ' network:pper partner:riec theme:mensenhandel theme:weg ',
})
const themeMoves = [{ label: 'Huiselijk geweld', successors: ['Zorg en veiligheid'] }]
const record = {
  profile,
  consents: [],
  suppressions: [],
  deliveries: [],
  notices: [],
  themeMoves,
}
const linesIn = (language: 'nl' | 'en') =>
  recordLines('jan@example.org', record, {
    text: textFor(language),
    names,
    zone: 'Europe/Amsterdam',
  })

describe('the record of a person', () => {
  test('tells their choices, role, municipality and language in words', () => {
    const lines = linesIn('nl')
    for (const line of [
      'Naam: Jan Jansen',
      'Functie: contactpersoon Gezamenlijk Veiligheidsbeeld',
      'Gemeente: Rotterdam',
      'Taal: Nederlands',
      // A topic that left the list keeps the name it had.
      'Onderwerpen: Mensenhandel, weg',
      'Berichten van: Regionaal Informatie- en Expertisecentrum Rotterdam',
      'Huiselijk geweld: Zorg en veiligheid',
      'Netwerken: Privacy Platform Eenheid Rotterdam',
    ]) {
      expect(lines).toContain(`  ${line}`)
    }
    expect(lines.join('\n')).not.toMatch(/theme:|network:|partner:|gvb-contact|Organisatie:/)
    expect(linesIn('en')).toContain('  Language: Dutch')
  })
})
