// @ts-check
/**
 * The frame with the mail. After a save the new mail loads behind the old one and takes its place
 * when it is complete, at the same height: no flash, no jump. A click on a block leads to its line.
 */
const holder = document.querySelector('[data-frames]')
const KEY = `rondbrief-block:${location.pathname}`

/** @type {HTMLIFrameElement | null} */
let shown = holder?.querySelector('iframe') ?? null
/** Of the last reload that began: an older one that finishes later is thrown away. */
let latest = 0

if (holder && shown) {
  const first = shown
  // A frame that has not loaded yet holds a complete, empty page.
  const { readyState, URL: address } = first.contentDocument ?? {}
  if (readyState === 'complete' && address !== 'about:blank') arrive(first)
  first.addEventListener('load', () => arrive(first), { once: true })
  document.body.addEventListener('saved', reload)
  addEventListener('pagehide', rememberBlock)
  new ResizeObserver(fit).observe(/** @type {Element} */ (holder.parentElement))
}
function reload() {
  if (!holder || !shown) return
  const turn = ++latest
  const old = shown
  const next = /** @type {HTMLIFrameElement} */ (old.cloneNode())
  next.classList.add('is-loading')
  next.addEventListener(
    'load',
    () => {
      if (turn !== latest) return next.remove()
      const from = old.contentWindow
      next.contentWindow?.scrollTo(from?.scrollX ?? 0, from?.scrollY ?? 0)
      next.classList.remove('is-loading')
      old.remove()
      shown = next
      lead(next)
      document.body.dataset.frameTurn = String(turn)
    },
    { once: true },
  )
  holder.append(next)
}

/** Makes the frame small enough for the room there is; the mail in it keeps its own width. */
function fit() {
  const room = holder?.parentElement
  const note = room?.querySelector('[data-scale]')
  if (!(holder instanceof HTMLElement) || !room || !shown) return
  const style = getComputedStyle(room)
  const free = room.clientWidth - Number.parseFloat(style.paddingLeft) * 2
  const width = Number(shown.width)
  // A whole number of pixels on the screen: otherwise the mail would get one less than was asked.
  const scale = Math.min(1, (Math.floor(free) - 2) / width)
  holder.style.zoom = String(scale)
  if (!(note instanceof HTMLElement)) return
  const percent = String(Math.round(scale * 100))
  note.textContent = scale < 1 ? (note.dataset.scale ?? '').replace('{percent}', percent) : ''
}

/** @param {HTMLIFrameElement} frame */
function arrive(frame) {
  if (frame.dataset.arrived) return
  frame.dataset.arrived = 'yes'
  returnToBlock(frame)
  lead(frame)
}

/** @param {HTMLIFrameElement} frame */
function lead(frame) {
  const page = frame.dataset.sourcePage
  const mail = frame.contentDocument
  if (!page || !mail) return
  mail.addEventListener('click', (event) => {
    const clicked = /** @type {Element} */ (event.target)
    const anchor = clicked.closest('a')?.getAttribute('href')
    event.preventDefault()
    if (anchor?.startsWith('#')) return toAnchor(mail, anchor.slice(1))
    const place = clicked.closest('[data-source]')?.getAttribute('data-source')
    const parts = /^(.*):(\d+):(\d+)$/.exec(place ?? '')
    if (!parts) return
    const [, file = '', line = '', column = ''] = parts
    location.href = `${page}?${new URLSearchParams({ file, line, column })}`
  })
}

/**
 * @param {Document} mail
 * @param {string} name
 */
function toAnchor(mail, name) {
  const target = mail.getElementById(name) ?? mail.getElementsByName(name)[0]
  target?.scrollIntoView()
}

/** The block at the top of the frame, so that another width shows the same words. */
function rememberBlock() {
  const mail = shown?.contentDocument
  if (!mail || !shown?.contentWindow?.scrollY) return sessionStorage.removeItem(KEY)
  const blocks = [...mail.querySelectorAll('[data-source]')]
  const top = blocks.find((block) => block.getBoundingClientRect().bottom > 0)
  const place = top?.getAttribute('data-source')
  if (top && place) {
    sessionStorage.setItem(KEY, JSON.stringify([place, top.getBoundingClientRect().top]))
  }
}

/** @param {HTMLIFrameElement} frame */
function returnToBlock(frame) {
  const kept = sessionStorage.getItem(KEY)
  if (!kept) return
  /** @type {[string, number]} */
  const [place, top] = JSON.parse(kept)
  const block = frame.contentDocument?.querySelector(`[data-source="${CSS.escape(place)}"]`)
  if (!block) return
  frame.contentWindow?.scrollBy(0, block.getBoundingClientRect().top - top)
}
