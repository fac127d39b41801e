import { isLocalDate, localMoment } from '../agenda/local-date.ts'
import { readAcceptances } from '../content/acceptance.ts'
import { splitFrontMatter } from '../content/front-matter.ts'
import type { Places } from '../content/contribution.ts'
import { readLink } from '../content/link.ts'
import { parseMarkdown } from '../content/markdown.ts'
import { typeset } from '../content/typography.ts'
import type { Problem } from '../problem.ts'
import type { Fields } from '../yaml-fields.ts'
import { isIssueId } from './issue-id.ts'
import { neededKeys, type IssueHead } from './issue.ts'

/**
 * `issue.md` -> the head of an issue. Whatever cannot be read is left empty, with a problem at its
 * place, so that the items of the issue can still be shown.
 */
export function readHead(
  bytes: Buffer,
  id: string,
  file: string,
): { head: IssueHead; problems: Problem[] } {
  const { fields, body, bodyLine, below, problems } = splitFrontMatter(bytes, file)
  const intro = parseMarkdown(body, file, bodyLine)
  const head: IssueHead = { ...emptyHead(id, file), intro: intro.body }
  if (fields === undefined) head.headUnreadable = true
  else {
    Object.assign(head, headFields(fields, id), { places: placesOf(fields) })
    fields.close()
  }
  if (fields === undefined) return { head, problems: [...problems, ...intro.problems] }
  // What stands below the data is not missing, but misplaced.
  if (below.length > 0) head.headUnreadable = true
  const misnamed = neededKeys.flatMap((key) => {
    const found = fields.has(key) ? undefined : problems.find((one) => isFor(one, key))
    return found === undefined ? [] : [{ key, found }]
  })
  head.elsewhere = Object.fromEntries(
    misnamed.map(({ key, found: { values, line = 1, column = 1 } }) => [
      key,
      { written: String(values['field']), place: { file, line, column } },
    ]),
  )
  // The check of what is missing says so: one fault, one problem.
  const own = problems.filter((one) => {
    const isBelow =
      one.code === 'frontmatter/field-missing' && below.includes(String(one.values['field']))
    return !isBelow && !misnamed.some(({ found }) => found === one)
  })
  return { head, problems: [...own, ...intro.problems] }
}

function isFor({ code, values }: Problem, key: string): boolean {
  return code === 'frontmatter/field-unknown' && values['suggestion'] === key
}

type Given = Omit<IssueHead, 'id' | 'file' | 'intro'>

function emptyHead(id: string, file: string): Omit<IssueHead, 'intro'> {
  const nothing: Given = {
    title: id,
    subject: '',
    preheader: '',
    signedBy: [],
    order: [],
    agenda: [],
    figures: [],
    action: undefined,
    segments: [],
    sendAt: undefined,
    deadline: undefined,
    accepted: [],
  }
  return { id, file, ...nothing }
}

function headFields(fields: Fields, id: string): Given {
  return {
    title: typeset(fields.text('title', { required: true }) ?? id),
    // Missing is for the checks to say: an issue in the making has no subject yet.
    subject: typeset(fields.text('subject') ?? ''),
    preheader: typeset(fields.text('preheader') ?? ''),
    signedBy: fields.texts('signed_by').map(({ value }) => value),
    order: fields.texts('order'),
    agenda: fields.texts('agenda'),
    figures: fields.texts('figures'),
    action: actionOf(fields.map('action')),
    segments: fields.texts('segments'),
    sendAt: sendAt(fields),
    deadline: deadline(fields),
    accepted: readAcceptances(fields),
    ...correctionOf(fields),
  }
}

function correctionOf(fields: Fields): Pick<IssueHead, 'corrects'> {
  const issueId = fields.text('corrects')
  const version = fields.text('corrects_version')
  const unsure = fields.flag('corrects_unsure') ?? false
  if (issueId === undefined) return {}
  if (!isIssueId(issueId)) {
    fields.wrong('corrects', 'name')
    return {}
  }
  if (version !== undefined && !/^[0-9a-f]{8,64}$/.test(version)) {
    // Without it more people would get the correction than somebody meant.
    fields.wrong('corrects_version', 'code')
  }
  return { corrects: { issueId, version, unsure } }
}

function placesOf(fields: Fields): Places {
  return Object.fromEntries(fields.keys().map((key) => [key, fields.place(key)]))
}

function actionOf(fields: Fields | undefined): IssueHead['action'] {
  if (fields === undefined) return undefined
  const title = fields.text('title', { required: true })
  const text = fields.text('text', { required: true })
  const link = readLink(fields)
  if (title === undefined || text === undefined || link === undefined) return undefined
  return { title: typeset(title), text: typeset(text), link }
}

function sendAt(fields: Fields): string | undefined {
  const found = fields.text('send_at')
  if (found === undefined) return undefined
  const moment = localMoment(found)
  if (moment === undefined) fields.wrong('send_at', 'moment')
  return moment
}

function deadline(fields: Fields): string | undefined {
  const found = fields.text('deadline')
  if (found === undefined || isLocalDate(found)) return found
  fields.wrong('deadline', 'date')
  return undefined
}
