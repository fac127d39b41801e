import type { Text } from '../text/text.ts'
import type { ExportedSubscriber } from './export-subscribers.ts'
import { purposes } from './vocabulary.ts'
import { csvLine } from './write-csv.ts'

export const listFormats = ['csv', 'json'] as const
export type ListFormat = (typeof listFormats)[number]

/**
 * The list as a file, piece by piece: csv for Excel (formulas made harmless), or JSON. `people` is how
 * many are in the piece.
 */
export async function* listFile(
  pages: AsyncIterable<ExportedSubscriber[]>,
  format: ListFormat,
  text: Text,
): AsyncGenerator<{ piece: string; people: number }> {
  const { begin, line, end } = format === 'csv' ? csvFormat(text) : jsonFormat
  yield { piece: begin, people: 0 }
  let count = 0
  for await (const page of pages) {
    const first = count
    const piece = page.map((person, index) => line(person, first + index)).join('')
    count += page.length
    yield { piece, people: page.length }
  }
  yield { piece: end, people: 0 }
}

type Format = {
  begin: string
  line: (person: ExportedSubscriber, index: number) => string
  end: string
}

const jsonFormat: Format = {
  begin: '[\n',
  line: (person, index) => `${index === 0 ? '' : ',\n'}${JSON.stringify(person)}`,
  end: '\n]\n',
}

function csvFormat(text: Text): Format {
  const words = text.commands.people
  const headings = Object.values(words.export.columns)
  return {
    begin: `\uFEFF${csvLine([...headings, ...purposes.map((purpose) => words.purposes[purpose])])}`,
    line: (person) =>
      csvLine([
        person.email,
        person.name ?? '',
        person.organisation ?? '',
        person.organisationType ?? '',
        person.role ?? '',
        person.area ?? '',
        person.themes.join(', '),
        person.partners.join(', '),
        person.networks.join(', '),
        person.language,
        person.receives.map((purpose) => words.purposes[purpose]).join(', '),
        ...purposes.map((purpose) => {
          const state = person.states[purpose]
          return state === undefined ? '' : words.states[state]
        }),
      ]),
    end: '',
  }
}
