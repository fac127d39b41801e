// @ts-check
/**
 * Puts the caret at the place a link named, keeps the line numbers beside their lines while
 * somebody types, saves with Ctrl+S, goes to the next problem with F8, gives what was typed along
 * with every other button of the page, and warns before unsaved words are lost.
 */
const area = /** @type {HTMLTextAreaElement | null} */ (document.getElementById('text'))
const gutter = document.getElementById('gutter')

if (area && gutter) edit(area, gutter)

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} gutter
 */
function edit(area, gutter) {
  const opened = area.value
  const state = document.getElementById('unsaved')
  const told = state?.textContent ?? ''
  const key = `rondbrief-caret:${location.pathname}?${field('file')}`
  let leaving = false
  let leadsTo = ''
  // What could not be saved is not on disk, however it came on the page.
  const isSaved = area.dataset.unsaved === undefined
  const isChanged = () => !area.readOnly && !(isSaved && area.value === opened)
  returnToCaret()
  if (area.dataset.line) toPlace(area, Number(area.dataset.line), Number(area.dataset.column))
  if (state && told) announce(state, told)
  forgetNews()

  area.addEventListener('input', () => {
    number(area.value.split('\n'), gutter)
    showCaret(area)
    const words = isChanged() ? (state?.dataset.unsaved ?? '') : told
    if (state && state.textContent !== words) state.textContent = words
  })
  area.addEventListener('keyup', ({ key: pressed }) => {
    if (/^(Arrow|Page|Home|End)/.test(pressed)) showCaret(area)
  })
  addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    leaving = true
    const caret = [area.value.length, area.selectionStart, scrollY]
    sessionStorage.setItem(key, JSON.stringify(caret))
  })
  // A button of another form does its work on what stands here, not on what was saved before.
  addEventListener('formdata', ({ target, formData }) => {
    if (leadsTo && target === area.form) formData.set('then', leadsTo)
    if (target === area.form || !isChanged()) return
    for (const name of ['file', 'version', 'text']) formData.set(name, field(name))
  })
  addEventListener('beforeunload', (event) => {
    if (!leaving && isChanged()) event.preventDefault()
  })
  addEventListener('pageshow', () => {
    leaving = false
    leadsTo = ''
  })
  addEventListener('keydown', (event) => {
    const { ctrlKey, metaKey, altKey, shiftKey } = event
    if ((ctrlKey || metaKey) && !altKey && event.key.toLowerCase() === 's') {
      event.preventDefault()
      if (!area.readOnly) area.form?.requestSubmit()
    }
    const next = document.getElementById('next-problem')
    if (event.key === 'F8' && next && !ctrlKey && !metaKey && !altKey && !shiftKey) {
      event.preventDefault()
      next.click()
    }
  })
  // With unsaved words a place in this file is gone to without leaving the page.
  document.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest('a[href*="/source?"]')
    if (!(link instanceof HTMLAnchorElement) || !isChanged()) return
    const { pathname, searchParams } = new URL(link.href)
    if (pathname !== location.pathname || searchParams.get('file') !== field('file')) return
    event.preventDefault()
    toPlace(area, Number(searchParams.get('line')), Number(searchParams.get('column')))
  })

  // The links above the text save first, as the buttons below it do.
  document.addEventListener('click', (event) => {
    const { ctrlKey, metaKey, shiftKey } = event
    const link = /** @type {Element} */ (event.target).closest('.top a, .tabs a')
    if (!(link instanceof HTMLAnchorElement) || !isSaved || !isChanged()) return
    if (ctrlKey || metaKey || shiftKey) return
    event.preventDefault()
    leadsTo = link.pathname
    area.form?.requestSubmit()
  })

  /** @param {string} name */
  function field(name) {
    const found = area.form?.elements.namedItem(name)
    return /** @type {HTMLInputElement} */ (found).value
  }

  /**
   * The caret where it was; after saving somebody goes on typing there. A place in the address goes
   * before it.
   */
  function returnToCaret() {
    const [length, caret, scroll] = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    sessionStorage.removeItem(key)
    if (length !== area.value.length) return
    area.setSelectionRange(caret, caret)
    if (!new URLSearchParams(location.search).has('saved')) return
    area.focus({ preventScroll: true })
    scrollTo({ top: scroll, behavior: 'instant' })
    showCaret(area)
  }
}

/** So that going back or reloading does not tell again what was news once. */
function forgetNews() {
  const here = new URL(location.href)
  here.searchParams.delete('saved')
  here.searchParams.delete('notice')
  if (here.href !== location.href) history.replaceState(history.state, '', here)
}

/**
 * A status that was there from the start is not read out: it has to change.
 * @param {HTMLElement} state
 * @param {string} words
 */
function announce(state, words) {
  state.textContent = ''
  setTimeout(() => (state.textContent ||= words), 150)
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {number} line
 * @param {number} column
 */
function toPlace(area, line, column) {
  const before = area.value.split('\n').slice(0, Math.max(0, line - 1))
  const start = before.reduce((sum, words) => sum + words.length + 1, 0)
  const caret = Math.min(area.value.length, start + Math.max(1, column || 1) - 1)
  area.focus({ preventScroll: true })
  area.setSelectionRange(caret, caret)
  rowAt(line)?.scrollIntoView({ block: 'center', behavior: 'instant' })
  showCaret(area)
}

/** @param {number} line */
function rowAt(line) {
  return document.getElementById('gutter')?.children[line - 1]
}

/**
 * Scrolls until the line of the caret stands clear of the bar with buttons, and of the edge above. Its
 * place is that of the same character in the invisible copy behind the text.
 * @param {HTMLTextAreaElement} area
 */
function showCaret(area) {
  const before = area.value.slice(0, area.selectionEnd).split('\n')
  const row = rowAt(before.length)
  if (!row) return
  const words = row.firstChild
  const range = document.createRange()
  if (words) {
    const at = Math.min(before.at(-1)?.length ?? 0, words.textContent?.length ?? 0)
    range.setStart(words, Math.max(0, at - 1))
    range.setEnd(words, Math.max(1, at))
  }
  const place = (words && [...range.getClientRects()].at(-1)) ?? row.getBoundingClientRect()
  const bar = document.querySelector('.editor-actions')
  const isInTheWay = bar && getComputedStyle(bar).position === 'sticky'
  const bottom = isInTheWay ? innerHeight - bar.getBoundingClientRect().height : innerHeight
  const room = 8
  const down = place.bottom + room - bottom
  const up = place.top - room
  if (down > 0) scrollBy({ top: down, behavior: 'instant' })
  else if (up < 0) scrollBy({ top: up, behavior: 'instant' })
}

/**
 * Changes only the lines that differ, so that a long file stays quick to type in and a mark goes along
 * with its line.
 * @param {string[]} lines
 * @param {HTMLElement} gutter
 */
function number(lines, gutter) {
  const rows = [...gutter.children]
  const shorter = Math.min(rows.length, lines.length)
  let head = 0
  while (head < shorter && rows[head]?.textContent === lines[head]) head++
  let tail = 0
  while (tail < shorter - head && rows.at(-1 - tail)?.textContent === lines.at(-1 - tail)) tail++
  const after = rows[rows.length - tail] ?? null
  for (const row of rows.slice(lines.length - tail, rows.length - tail)) row.remove()
  lines.slice(head, lines.length - tail).forEach((words, at) => {
    const had = head + at < rows.length - tail ? rows[head + at] : undefined
    const row = had ?? gutter.insertBefore(document.createElement('div'), after)
    if (row.textContent !== words) row.textContent = words
  })
}
