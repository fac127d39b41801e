import type { Language } from '../config.ts'
import { en } from './en.ts'
import { nl } from './nl.ts'

/** Every sentence a person reads. Dutch is the source; another language has the same shape. */
export type Text = typeof nl

export function textFor(language: Language): Text {
  return language === 'nl' ? nl : en
}
