/**
 * What is measured of words inside a page. Each function goes to the browser as its own source, so it
 * uses nothing from outside itself.
 */

/** Red, green and blue from 0 to 255. */
export type Colour = [number, number, number]
export type TextMeasure = { text: string; colour: Colour; background: Colour; isLarge: boolean }
/** `at` is the place of the element among all of the page, the same as long as nothing is added. */
export type ClippedMeasure = { at: number; text: string }

/**
 * Every piece of text that is seen, with its colours as painted; not where a picture lies behind it.
 * What a picture says of itself counts too: it is text where pictures are not shown.
 */
export function measureTexts(): TextMeasure[] {
  const found = new Map<string, TextMeasure>()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement !== null) add(node.textContent ?? '', node.parentElement)
  }
  for (const picture of document.querySelectorAll('img[alt]')) {
    add(picture.getAttribute('alt') ?? '', picture)
  }
  return [...found.values()]

  function add(written: string, element: Element): void {
    const text = written.replaceAll(/\s+/g, ' ').trim()
    if (text === '' || element.closest('svg') || !isSeen(element)) return
    const painted = paint(element)
    if (painted === undefined) return
    const style = getComputedStyle(element)
    const size = Number.parseFloat(style.fontSize)
    // WCAG 2.2, "large scale": 18 pt, or 14 pt and bold.
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    const key = [painted.colour, painted.background, isLarge].join()
    if (!found.has(key)) found.set(key, { text: text.slice(0, 40), ...painted, isLarge })
  }

  function isSeen(element: Element): boolean {
    const box = element.getBoundingClientRect()
    // What a skip link or a text for screen readers only does: one pixel, or off the page.
    if (box.width <= 1 || box.height <= 1 || box.right < 0 || box.bottom < 0) return false
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  }

  function channels(colour: string): [number, number, number, number] {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
    return [red, green, blue, alpha]
  }

  function over(
    [red, green, blue, alpha]: [number, number, number, number],
    below: [number, number, number],
  ): [number, number, number] {
    const mix = (above: number, under: number) => Math.round(above * alpha + under * (1 - alpha))
    return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2])]
  }

  /** Undefined where a picture lies behind: then the colour is that of the picture. */
  function paint(
    element: Element,
  ): { colour: [number, number, number]; background: [number, number, number] } | undefined {
    const layers: { fill: [number, number, number, number]; opacity: number }[] = []
    let isCovered = false
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(at)
      if (backgroundImage !== 'none' && !isCovered) return undefined
      const fill = channels(backgroundColor)
      layers.push({ fill, opacity: Number(opacity) })
      isCovered ||= fill[3] === 1 && layers.every((layer) => layer.opacity === 1)
    }
    const isDark = getComputedStyle(document.documentElement).colorScheme.includes('dark')
    const canvas: [number, number, number] =
      isDark && matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255]
    // What is painted behind each layer, from the page up to the text itself.
    const behind = [canvas]
    for (const { fill } of layers.toReversed()) behind.push(over(fill, behind.at(-1) ?? canvas))
    // And back down: an element that is partly see-through lets what is behind it through its text too.
    let background = behind.at(-1) ?? canvas
    let colour = over(channels(getComputedStyle(element).color), background)
    for (const [at, { opacity }] of layers.entries()) {
      const below = behind.at(-2 - at) ?? canvas
      colour = over([...colour, opacity], below)
      background = over([...background, opacity], below)
    }
    return { colour, background }
  }
}

/** Boxes that hide a part of their own words, by more than a quarter of a line. */
export function measureClipped(): ClippedMeasure[] {
  return [...document.body.querySelectorAll('*')].flatMap((element, at) => {
    if (!(element instanceof HTMLElement)) return []
    const { overflowX, overflowY, fontSize } = getComputedStyle(element)
    const text = element.innerText.replaceAll(/\s+/g, ' ').trim()
    if (text === '' || element.clientHeight <= 1 || !element.checkVisibility()) return []
    const spare = Number.parseFloat(fontSize) / 4
    const isHidden = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
    const isCut =
      (isHidden(overflowY) && element.scrollHeight > element.clientHeight + spare) ||
      (isHidden(overflowX) && element.scrollWidth > element.clientWidth + spare)
    return isCut ? [{ at, text: text.slice(0, 40) }] : []
  })
}

/** Where links go that have no words once pictures are gone. */
export function measureWordlessLinks(): string[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
    .filter((link) => link.checkVisibility())
    .filter((link) => {
      const spoken = [
        link.textContent,
        link.getAttribute('aria-label'),
        ...[...link.querySelectorAll('img')].map((picture) => picture.getAttribute('alt')),
      ]
      return spoken.every((words) => (words ?? '').trim() === '')
    })
    .map((link) => (link.getAttribute('href') ?? '').slice(0, 80))
}
