import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { datesIn, months } from './dutch-dates.ts'
import type { Passage } from './passages.ts'
import { sentencesIn } from './sentences.ts'

/** What a sentence says of one event. */
type Mention = {
  type: string
  /** Such as 2022-09. */
  month: string
  day: number | undefined
  title: string
  passage: Passage
}

/**
 * One event under two titles: the same type and month, and no word in common. Two days of a month
 * are two events, so one of the two names no day.
 */
export function checkEventTitles({ passages }: CheckInput): Problem[] {
  const seen = new Map<string, Mention[]>()
  return passages.flatMap((passage) =>
    mentionsIn(passage).flatMap((mention) => {
      const key = `${mention.type} ${mention.month}`
      const earlier = seen.get(key) ?? []
      if (earlier.length < 20) seen.set(key, [...earlier, mention])
      const other = earlier.find((one) => (one.day ?? mention.day) === (mention.day ?? one.day))
      const twice = other !== undefined && (other.day === undefined || mention.day === undefined)
      if (!twice || shareWord(other.title, mention.title)) return []
      return [
        problem(
          'fact/event-title',
          { found: mention.title, other: other.title, month: mention.month },
          passage.placeOf(mention.title),
        ),
      ]
    }),
  )
}

const kind =
  /(?<!\p{L})(leerhuis|leerhuisbijeenkomst|webinar|conferentie|themadag|themabijeenkomst|\p{L}{0,20}carrousel|werkbijeenkomst|symposium)(?!\p{L})/iu
const titled =
  /['‘’"“]([^'‘’"“”]{4,80})['‘’"”]|(?:in het teken van|met als (?:thema|onderwerp)|rond het thema) (?:de |het |een )?([^.,;:()'‘’"“”]{4,80})/iu
const month = new RegExp(String.raw`(?<!\p{L})in (${months.join('|')}) ((?:19|20)\d\d)(?!\d)`, 'iu')

function mentionsIn(passage: Passage): Mention[] {
  if (!kind.test(passage.text)) return []
  return sentencesIn(passage.text).flatMap(({ text }) => {
    const type = kind.exec(text)
    const when = type && whenIn(text)
    if (!type || !when) return []
    const named = titled.exec(text.slice(type.index))
    const title = (named?.[1] ?? named?.[2] ?? '').trim()
    if (title === '') return []
    const said = (type[1] ?? '').toLowerCase().replace(/^leerhuisbijeenkomst$/, 'leerhuis')
    return [{ type: said, ...when, title, passage }]
  })
}

/** The first date with a year, or else the month that the sentence names. */
function whenIn(text: string): Pick<Mention, 'month' | 'day'> | undefined {
  const date = datesIn(text).find(({ year }) => year !== undefined)
  if (date?.year !== undefined) {
    return { month: isoMonth(date.year, date.month), day: date.days[0] }
  }
  const named = month.exec(text)
  if (named === null) return undefined
  const number = months.indexOf((named[1] ?? '').toLowerCase()) + 1
  return { month: isoMonth(Number(named[2]), number), day: undefined }
}

function isoMonth(year: number, number: number): string {
  return `${year}-${String(number).padStart(2, '0')}`
}

function shareWord(one: string, other: string): boolean {
  const words = new Set(one.toLowerCase().match(/\p{L}{4,}/gu))
  return (other.toLowerCase().match(/\p{L}{4,}/gu) ?? []).some((word) => words.has(word))
}
