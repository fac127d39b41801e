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
  // What could not be saved is not on disk, however it came on the page.
  const isSaved = area.dataset.unsaved === undefined
  const isChanged = () => !area.readOnly && !(isSaved && area.value === opened)
  returnToCaret()
  if (area.dataset.line) toPlace(area, Number(area.dataset.line), Number(area.dataset.column))
  if (state && told) announce(state, told)

  area.addEventListener('input', () => {
    number(area.value.split('\n'), gutter)
    const words = isChanged() ? (state?.dataset.unsaved ?? '') : told
    if (state && state.textContent !== words) state.textContent = words
  })
  addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    leaving = true
    const caret = [area.value.length, area.selectionStart, scrollY]
    sessionStorage.setItem(key, JSON.stringify(caret))
  })
  // A button of another form does its work on what stands here, not on what was saved before.
  addEventListener('formdata', ({ target, formData }) => {
    if (target === area.form || !isChanged()) return
    for (const name of ['file', 'version', 'text']) formData.set(name, field(name))
  })
  addEventListener('beforeunload', (event) => {
    if (!leaving && isChanged()) event.preventDefault()
  })
  addEventListener('pageshow', () => (leaving = false))
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
  }
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
  document.getElementById(`L${line}`)?.scrollIntoView({ block: 'center' })
}

/**
 * Changes only the lines that differ, so that a long file stays quick to type in.
 * @param {string[]} lines
 * @param {HTMLElement} gutter
 */
function number(lines, gutter) {
  while (gutter.childElementCount > lines.length) gutter.lastElementChild?.remove()
  lines.forEach((words, at) => {
    const row = gutter.children[at] ?? gutter.appendChild(document.createElement('div'))
    if (row.textContent !== words) row.textContent = words
  })
}
