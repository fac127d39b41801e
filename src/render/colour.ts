/** Contrast by WCAG 2.2, "relative luminance" and "contrast ratio". Colours are #rrggbb. */
export function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

/**
 * The colour itself, or the same hue just light or dark enough to read on `background`. Mixing with
 * white would make it grey; a lighter hue stays the partner's.
 */
export function readable(colour: string, background: string, ratio = 4.5): string {
  const [hue, saturation, start] = hueOf(colour)
  const step = luminance(background) > 0.18 ? -0.01 : 0.01
  for (let light = start; light > 0 && light < 1; light += step) {
    const candidate = light === start ? colour : fromHue(hue, saturation, light)
    if (contrast(candidate, background) >= ratio) return candidate
  }
  return step < 0 ? '#000000' : '#ffffff'
}

/** Nearly white or nearly black, whichever reads better on `background`. */
export function onColour(background: string): string {
  // As dark as this, so that one of the two reaches 4.5:1 on any colour.
  const [light, dark] = ['#ffffff', '#050607']
  return contrast(light, background) >= contrast(dark, background) ? light : dark
}

/** `share` 0 gives `from`, 1 gives `to`. */
export function mix(from: string, to: string, share: number): string {
  const target = channels(to)
  const mixed = channels(from).map((value, at) => value + ((target[at] ?? 0) - value) * share)
  return hex(mixed)
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

/** Hue in degrees, saturation and lightness from 0 to 1 (CSS Color 4, section 7). */
function hueOf(colour: string): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => value / 255)
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const [range, light] = [most - least, (most + least) / 2]
  if (range === 0) return [0, 0, light]
  const saturation = range / (1 - Math.abs(2 * light - 1))
  if (most === red) return [((((green - blue) / range) % 6) + 6) * 60, saturation, light]
  if (most === green) return [((blue - red) / range + 2) * 60, saturation, light]
  return [((red - green) / range + 4) * 60, saturation, light]
}

function fromHue(hue: number, saturation: number, light: number): string {
  const reach = saturation * Math.min(light, 1 - light)
  const channel = (at: number) => {
    const k = (at + hue / 30) % 12
    return light - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))
  }
  return hex([channel(0), channel(8), channel(4)].map((value) => value * 255))
}
