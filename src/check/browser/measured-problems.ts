import { problem, type Problem } from '../../problem.ts'
import { contrast } from '../../render/colour.ts'
import { TEMPLATE } from '../filled-mail.ts'
import type { OverflowMeasure, TargetMeasure } from './page-measures.ts'
import type { ClippedMeasure, Colour, TextMeasure } from './text-measures.ts'

export type Shown = 'mail' | 'web'
export type ColourMode = 'light' | 'dark' | 'inverted'

const files = { mail: TEMPLATE, web: 'templates/web/issue.html' }
/** WCAG 2.2, 1.4.3. */
const NEEDED = 4.5
const NEEDED_LARGE = 3
/** In CSS px: our own measure for buttons, and that of WCAG 2.2, 2.5.8, for the rest. */
const BUTTON = 44
const TARGET = 24

export function contrastProblems(
  texts: readonly TextMeasure[],
  shown: Shown,
  mode: ColourMode,
): Problem[] {
  return texts.flatMap(({ text, colour, background, isLarge }) => {
    const [front, back] =
      mode === 'inverted' ? [inverted(colour), inverted(background)] : [colour, background]
    const found = contrast(hex(front), hex(back))
    const needed = isLarge ? NEEDED_LARGE : NEEDED
    if (found >= needed) return []
    // Rounded down: 4.48 is not enough and must not read as 4.5.
    const ratio = Math.floor(found * 10) / 10
    const values = { found: text, document: shown, mode, ratio, needed }
    return [problem('mail/contrast', values, { file: files[shown] })]
  })
}

export function overflowProblems(
  { scrollWidth, widest }: OverflowMeasure,
  shown: Shown,
  width: number,
  situation: 'plain' | 'images-off' | 'text-200',
): Problem[] {
  if (scrollWidth <= width) return []
  const values = { found: widest, document: shown, width, situation }
  return [problem('mail/overflow', values, { file: files[shown] })]
}

/** Boxes that cut off their words at 200% and not before. */
export function clippedProblems(
  before: readonly ClippedMeasure[],
  after: readonly ClippedMeasure[],
  shown: Shown,
): Problem[] {
  const already = new Set(before.map(({ at }) => at))
  return after
    .filter(({ at }) => !already.has(at))
    .map(({ text }) => {
      const values = { found: text, document: shown }
      return problem('mail/text-clipped', values, { file: files[shown] })
    })
}

export function wordlessProblems(targets: readonly string[], shown: Shown): Problem[] {
  return targets.map((found) =>
    problem('mail/link-wordless', { found, document: shown }, { file: files[shown] }),
  )
}

export function targetProblems(targets: readonly TargetMeasure[], shown: Shown): Problem[] {
  return targets.flatMap(({ text, width, height, isButton }) => {
    const limit = isButton ? BUTTON : TARGET
    if (height >= limit && width >= TARGET) return []
    const values = { found: text, document: shown, width, height, limit }
    return [problem('mail/target-size', values, { file: files[shown] })]
  })
}

/**
 * As programs show it that turn light colours into dark ones: an approximation, the same as in the
 * preview, `invert(1) hue-rotate(180deg)` (Filter Effects 1, section 9.5).
 */
function inverted([red, green, blue]: Colour): Colour {
  const [r, g, b] = [255 - red, 255 - green, 255 - blue]
  return [
    limited(-0.574 * r + 1.43 * g + 0.144 * b),
    limited(0.426 * r + 0.43 * g + 0.144 * b),
    limited(0.426 * r + 1.43 * g - 0.856 * b),
  ]
}

function limited(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)))
}

function hex(colour: Colour): string {
  return `#${colour.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}
