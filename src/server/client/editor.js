// @ts-check
/**
 * Puts the caret at the place a link named, keeps the line numbers beside their lines while
 * somebody types, saves with Ctrl+S and warns before unsaved words are lost.
 */
const area = /** @type {HTMLTextAreaElement | null} */ (document.getElementById('text'))
const gutter = document.getElementById('gutter')
const unsaved = document.getElementById('unsaved')

if (area && gutter) {
  const opened = area.value
  let saving = false
  toPlace(area)
  area.addEventListener('input', () => {
    number(area.value.split('\n'), gutter)
    if (unsaved) unsaved.textContent = area.value === opened ? '' : (unsaved.dataset.unsaved ?? '')
  })
  area.form?.addEventListener('submit', () => (saving = true))
  addEventListener('beforeunload', (event) => {
    if (!saving && area.value !== opened) event.preventDefault()
  })
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault()
      if (!area.readOnly) area.form?.requestSubmit()
    }
  })
}

/** @param {HTMLTextAreaElement} area */
function toPlace(area) {
  const line = Number(area.dataset.line)
  if (!(line > 0)) return
  const before = area.value.split('\n').slice(0, line - 1)
  const start = before.reduce((sum, words) => sum + words.length + 1, 0)
  const column = Math.max(1, Number(area.dataset.column) || 1)
  const caret = Math.min(area.value.length, start + column - 1)
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
