/**
 * What is measured inside a page. Each function goes to the browser as its own source, so it uses
 * nothing from outside itself.
 */

/** Red, green and blue from 0 to 255. */
export type Colour = [number, number, number]
export type TextMeasure = { text: string; colour: Colour; background: Colour; isLarge: boolean }
export type TargetMeasure = { text: string; width: number; height: number; isButton: boolean }
export type OverflowMeasure = { scrollWidth: number; widest: string }

/** Every piece of text that is seen, with its colours; not where a picture lies behind it. */
export function measureTexts(): TextMeasure[] {
  const found = new Map<string, TextMeasure>()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
    const parent = node.parentElement
    if (text === '' || parent === null || parent.closest('svg') || !isSeen(parent)) continue
    const style = getComputedStyle(parent)
    const background = backgroundOf(parent)
    if (background === undefined) continue
    const size = Number.parseFloat(style.fontSize)
    // WCAG 2.2, "large scale": 18 pt, or 14 pt and bold.
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    const colour = over(channels(style.color), background)
    const key = [colour, background, isLarge].join()
    if (!found.has(key)) found.set(key, { text: text.slice(0, 40), colour, background, isLarge })
  }
  return [...found.values()]

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
  function backgroundOf(element: Element): [number, number, number] | undefined {
    const layers: [number, number, number, number][] = []
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at)
      if (backgroundImage !== 'none') return undefined
      layers.push(channels(backgroundColor))
      if (layers.at(-1)?.[3] === 1) break
    }
    const isDark = getComputedStyle(document.documentElement).colorScheme.includes('dark')
    const canvas: [number, number, number] =
      isDark && matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255]
    return layers.reduceRight((below, layer) => over(layer, below), canvas)
  }
}

/** How wide the page wants to be, and the words of what sticks out furthest. */
export function measureOverflow(): OverflowMeasure {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return { scrollWidth, widest: '' }
  let widest: Element | undefined
  let right = clientWidth
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect()
    // Of those that stick out equally far the innermost is the cause.
    if (box.right >= right && box.width > 0) {
      right = box.right
      widest = element
    }
  }
  const words = (widest?.getAttribute('alt') ?? widest?.textContent ?? '').trim()
  return { scrollWidth, widest: words.slice(0, 40) || (widest?.tagName.toLowerCase() ?? '') }
}

/** Links that a thumb must hit by themselves; those within a line of text are as high as the line. */
export function measureTargets(): TargetMeasure[] {
  const links = [...document.querySelectorAll('a[href], button, summary, input, select')].filter(
    (link) => link.getBoundingClientRect().width > 1 && link.checkVisibility(),
  )
  const boxes = links.map((link) => link.getBoundingClientRect())
  return links.flatMap((link, at) => {
    const box = boxes[at]
    if (box === undefined) return []
    const isButton = looksLikeButton(link)
    if (!isButton && (isInText(link) || isFarFromOthers(at))) return []
    const text = (link.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 40)
    return [{ text, width: Math.round(box.width), height: Math.round(box.height), isButton }]
  })

  function looksLikeButton(link: Element): boolean {
    const parent = link.parentElement
    const around = parent?.tagName === 'TD' && parent.children.length === 1 ? [parent] : []
    return [link, ...around].some((element) => {
      const style = getComputedStyle(element)
      const isFramed =
        Number.parseFloat(style.borderTopWidth) > 0 &&
        Number.parseFloat(style.borderLeftWidth) > 0 &&
        style.borderTopStyle !== 'none'
      const isFilled =
        element === link && !/^rgba\(.*, 0\)$|^transparent$/.test(style.backgroundColor)
      return isFramed || isFilled
    })
  }

  function isInText(link: Element): boolean {
    if (getComputedStyle(link).display !== 'inline') return false
    const parent = link.parentElement
    const others = [...(parent?.childNodes ?? [])].filter(
      (node) => node !== link && node.nodeName !== 'A',
    )
    return others.some((node) => (node.textContent ?? '').trim() !== '')
  }

  /** WCAG 2.2, 2.5.8, "spacing": a circle of 24 px on each touches no other. */
  function isFarFromOthers(at: number): boolean {
    const own = boxes[at]
    if (own === undefined) return true
    const middle = { x: own.x + own.width / 2, y: own.y + own.height / 2 }
    return boxes.every((other, index) => {
      if (index === at) return true
      const x = Math.max(other.left - middle.x, 0, middle.x - other.right)
      const y = Math.max(other.top - middle.y, 0, middle.y - other.bottom)
      const apart = Math.hypot(
        other.x + other.width / 2 - middle.x,
        other.y + other.height / 2 - middle.y,
      )
      return Math.hypot(x, y) >= 12 && apart >= 24
    })
  }
}

/** As a reader who asks for text of twice the size gets it. */
export function doubleText(): void {
  const sizes = [...document.body.querySelectorAll<HTMLElement>('*')].map((element) => {
    const { fontSize, lineHeight } = getComputedStyle(element)
    return { element, size: Number.parseFloat(fontSize), line: Number.parseFloat(lineHeight) }
  })
  for (const { element, size, line } of sizes) {
    element.style.setProperty('font-size', `${size * 2}px`, 'important')
    if (Number.isFinite(line)) {
      element.style.setProperty('line-height', `${line * 2}px`, 'important')
    }
  }
}

/** As a mail program shows it that fetches or shows no pictures: their descriptions stay. */
export function removePictures(): void {
  for (const picture of document.querySelectorAll('img')) picture.src = 'data:,'
}
