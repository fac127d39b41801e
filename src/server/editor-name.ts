import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/** Who decides and why, as the form of a page said it. */
export type Named = { person: string; why: string }

/** Longer is not a name. */
const LONGEST = 80
const LONGEST_WHY = 500

/** The name that was given before in this browser; a cookie keeps two people on one laptop apart. */
export function rememberedName(c: Context, port: number): string {
  return said(getCookie(c, cookieName(port)), LONGEST)
}

export function readName(form: Record<string, unknown>): Named {
  return { person: said(form['name'], LONGEST), why: said(form['why'], LONGEST_WHY) }
}

/** Half a year; nobody else's page and no script can read it. */
export function rememberName(c: Context, port: number, person: string): void {
  const lasting = { path: '/', httpOnly: true, sameSite: 'Strict', maxAge: 180 * 86_400 } as const
  setCookie(c, cookieName(port), person, lasting)
}

/** On one line, without what could pose as something else. */
function said(given: unknown, longest: number): string {
  if (typeof given !== 'string') return ''
  const line = given
    .toWellFormed()
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
  // Half a character at the cut fits in no cookie.
  return line.slice(0, longest).replace(/\p{Cs}$/u, '')
}

function cookieName(port: number): string {
  return `rondbrief_name_${port}`
}
