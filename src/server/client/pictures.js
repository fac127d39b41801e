// @ts-check
/**
 * Pictures under the text: one that is dropped on the text or pasted into it is added like one that
 * was chosen, and a button puts the line of a picture at the cursor.
 */
const words = /** @type {HTMLTextAreaElement | null} */ (document.getElementById('text'))
const adding = /** @type {HTMLFormElement | null} */ (document.querySelector('.add-picture'))

if (words && adding) takePictures(words, adding)
if (words && !words.readOnly) offerLines(words)

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLFormElement} form
 */
function takePictures(area, form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('picture'))
  const fault = form.querySelector('.picture-fault')
  input.addEventListener('change', () => tooLarge())
  form.addEventListener('submit', (event) => {
    if (tooLarge()) event.preventDefault()
  })
  for (const place of /** @type {HTMLElement[]} */ ([area, form])) {
    place.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    })
    place.addEventListener('drop', (event) => add(event, event.dataTransfer?.files))
  }
  area.addEventListener('paste', (event) => {
    // Word gives its text as a picture as well.
    if (!event.clipboardData?.types.includes('text/plain')) add(event, event.clipboardData?.files)
  })

  /**
   * @param {Event} event
   * @param {FileList | undefined} files
   */
  function add(event, files) {
    if (!files || files.length === 0) return
    event.preventDefault()
    form.closest('details')?.setAttribute('open', '')
    if (files.length > 1) return say(form.dataset.one)
    input.files = files
    // Which missing picture it is, somebody has to say.
    if (form.elements.namedItem('as')) form.querySelector('select')?.focus()
    else form.requestSubmit()
  }

  function tooLarge() {
    const isLarge = (input.files?.[0]?.size ?? 0) > Number(form.dataset.most)
    say(isLarge ? form.dataset.large : '')
    return isLarge
  }

  /** @param {string | undefined} sentence */
  function say(sentence) {
    if (fault) fault.textContent = sentence ?? ''
    if (sentence) form.scrollIntoView({ block: 'nearest' })
  }
}

/** @param {HTMLTextAreaElement} area */
function offerLines(area) {
  const said = document.getElementById('inserted')
  for (const button of document.querySelectorAll('button[data-insert]')) {
    if (!(button instanceof HTMLButtonElement)) continue
    button.hidden = false
    button.addEventListener('click', () => {
      insertLine(area, button.dataset.insert ?? '')
      if (said) said.textContent = button.dataset.inserted ?? ''
    })
  }
}

/**
 * On a line of its own at the cursor, which ends between the brackets. Never among the fields at the
 * top: from there it goes to the end.
 * @param {HTMLTextAreaElement} area
 * @param {string} line
 */
function insertLine(area, line) {
  const { value } = area
  const top = /^---\n[^]*?\n---(?:\n|$)/.exec(value)?.[0].length ?? 0
  const at = area.selectionStart < top ? value.length : area.selectionStart
  const before = value.slice(0, at)
  const after = value.slice(at)
  const start =
    before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const end = after === '' || /^\s*$/.test(after) ? '\n' : after.startsWith('\n') ? '\n' : '\n\n'
  area.focus()
  area.setSelectionRange(at, at)
  // So that Ctrl+Z takes it back; nothing else does that.
  if (!document.execCommand('insertText', false, start + line + end)) {
    area.setRangeText(start + line + end)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const caret = at + start.length + 2
  area.setSelectionRange(caret, caret)
}
