import type { Acceptance } from '../content/acceptance.ts'

/** One event of `newsletters/agenda.yaml`. The id never changes, whatever the title becomes. */
export type AgendaEvent = {
  id: string
  file: string
  line: number
  title: string
  /** leerhuis, carrousel, webinar and so on. */
  type: string
  /** ISO local date, such as 2023-03-23. */
  date: string
  /** Local times such as 09:30; undefined where the source gives none. */
  start: string | undefined
  end: string | undefined
  partOfDay: 'morning' | 'afternoon' | 'evening' | undefined
  place: string | undefined
  url: string | undefined
  state: 'planned' | 'confirmed' | 'moved' | 'cancelled'
  /** For a moved event: the dates it had before, oldest first, and why it moved. */
  movedFrom: string[]
  reason: string | undefined
  /**
   * What each source says, kept so that a contradiction is found and stays found. `line` is of the
   * source, `at` of the agenda; `date` is a month such as 2023-09 where the source gives no day.
   */
  sources: { line: number | undefined; date: string; title: string | undefined; at: number }[]
  /** Rises with every change that a calendar must pick up. */
  sequence: number
  accepted: Acceptance[]
}
