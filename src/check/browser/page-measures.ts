/**
 * What is measured inside a page. Each function goes to the browser as its own source, so it uses
 * nothing from outside itself.
 */

export type TargetMeasure = { text: string; width: number; height: number; isButton: boolean }
export type OverflowMeasure = { scrollWidth: number; widest: string }

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
