import type { Purpose } from '../store/tables.ts'
import type { ImportRefusal } from '../subscribers/read-import.ts'
import type { ImportDefaults } from '../subscribers/read-people.ts'
import { purposes } from '../subscribers/vocabulary.ts'
import type { Text } from '../text/text.ts'
import type { Form } from './public/form.ts'

/** What a person fills in about a list, as they typed it. */
export type ImportForm = {
  /** `file`: every row has its own. */
  basis: '' | (typeof bases)[number]
  source: string
  evidence: string
  purposes: Purpose[]
  /** Of a workbook; undefined for its first. */
  sheet: string | undefined
}

export const bases = ['consent', 'public-task', 'file'] as const

export const blankForm: ImportForm = {
  basis: '',
  source: '',
  evidence: '',
  purposes: ['newsletter'],
  sheet: undefined,
}

/** As long as a sentence: it stands beside every person of the list. */
const MAX_SOURCE = 200

export function readImportForm(form: Form): ImportForm {
  return {
    basis: bases.find((one) => one === form.text('basis')) ?? '',
    source: oneLine(form.text('source')),
    evidence: oneLine(form.text('evidence')),
    purposes: purposes.filter((purpose) => form.all('purposes').includes(purpose)),
    sheet: form.text('sheet') || undefined,
  }
}

/** What is wrong before the file is looked at, by the id of the field. */
export function formErrors(form: ImportForm, text: Text): Map<string, string> {
  const words = text.screens.people.import.errors
  const errors = new Map<string, string>()
  if (form.basis === '') errors.set('basis', words.basis)
  for (const field of ['source', 'evidence'] as const) {
    if (form[field].length > MAX_SOURCE) errors.set(field, words['too-long'])
  }
  if (form.purposes.length === 0) errors.set('purposes', words.purposes)
  return errors
}

/** Why nothing of the file can be used, at the field where it can be put right. */
export function refusalErrors(refusal: ImportRefusal, text: Text): Map<string, string> {
  const { reason, missing = [] } = refusal
  const own = text.screens.people.import.errors
  if (missing.length > 0) {
    return new Map(missing.map((field) => [field, own[`${field}-missing`]]))
  }
  const { refused, refusedWhatNow } = text.commands.import
  const whatNow = text.commands.whatNow(refusedWhatNow[reason])
  return new Map([['file', `${refused[reason](refusal)} ${whatNow}`]])
}

export function defaultsOf({ basis, source, evidence, purposes }: ImportForm): ImportDefaults {
  return {
    basis: basis === '' || basis === 'file' ? undefined : basis,
    source: source === '' ? undefined : source,
    evidence: evidence === '' ? undefined : evidence,
    purposes,
  }
}

function oneLine(typed: string): string {
  return typed.trim().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
