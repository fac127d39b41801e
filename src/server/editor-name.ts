import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { MAX_REASON, readReason } from '../subscribers/reason.ts'
import type { Form } from './public/form.ts'

/** Who decides and why, as the form of a page said it; empty where it did not. */
export type Named = {
  person: string
  why: string
  /** Why what was given as the reason cannot be kept. */
  whyRefused?: 'too-long' | 'address'
}

/** Longer is not a name. */
const LONGEST = 80

/** The name that was given before in this browser; a cookie keeps two people on one laptop apart. */
export function rememberedName(c: Context, port: number): string {
  return nameOf(getCookie(c, cookieName(port)) ?? '')
}

export function readName(form: Form): Named {
  const [person, typed] = [nameOf(form.text('name')), form.text('why')]
  const read = readReason(typed)
  if (read.kind === 'ok') return { person, why: read.reason }
  return read.why === 'empty'
    ? { person, why: '' }
    : { person, why: typed.slice(0, 2 * MAX_REASON), whyRefused: read.why }
}

/** Half a year; nobody else's page and no script can read it. */
export function rememberName(c: Context, port: number, person: string): void {
  const lasting = { path: '/', httpOnly: true, sameSite: 'Strict', maxAge: 180 * 86_400 } as const
  setCookie(c, cookieName(port), person, lasting)
}

/** On one line, without what could pose as something else; of an address only what names somebody. */
export function nameOf(given: string): string {
  const line = given
    .toWellFormed()
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .replace(/ <.*/, '')
    .replaceAll(/[@\uFE6B\uFF20]\S*/g, '')
    .trim()
  // Half a character at the cut fits in no cookie.
  return line.slice(0, LONGEST).replace(/\p{Cs}$/u, '')
}

function cookieName(port: number): string {
  return `rondbrief_name_${port}`
}
