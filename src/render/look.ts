import type { Partner } from '../config.ts'
import { onColour, readable } from './colour.ts'

/**
 * The colours of mail and web page, light and dark. No pure black or white for large areas: mail
 * programs that invert turn those into each other, and the eye tires of them.
 */
export const look = {
  font: 'Arial, Helvetica, sans-serif',
  light: {
    page: '#ffffff',
    ink: '#1a2129',
    muted: '#55606c',
    link: '#0b4f9e',
    line: '#d9dee4',
    plate: '#f3f5f8',
    warning: '#9a3412',
  },
  dark: {
    page: '#14181d',
    ink: '#e9edf1',
    muted: '#aab4bf',
    link: '#8fc1ff',
    line: '#39424c',
    plate: '#1f252c',
    warning: '#fdba74',
  },
} as const

/** A partner's colour in every place it is used, each readable on what is behind it. */
export type Identity = {
  id: string
  name: string
  short: string
  website: string | undefined
  /** The 4 px bar, and the plate of the label. */
  colour: string
  /** Text on that plate. */
  onColour: string
  /** Text in the partner's colour on the page. */
  ink: string
  darkColour: string
  darkInk: string
}

export function identityOf({ id, name, short, website, colour }: Partner): Identity {
  return {
    id,
    name,
    short,
    website,
    colour,
    onColour: onColour(colour),
    ink: readable(colour, look.light.plate),
    darkColour: readable(colour, look.dark.page, 3),
    darkInk: readable(colour, look.dark.plate, 6),
  }
}
