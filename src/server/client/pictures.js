// @ts-check
/**
 * Pictures under the text: one that is dropped on the text or pasted into it is added like one that
 * was chosen, and a button puts the line of a picture at the cursor.
 */
/** In pixels. */
const SHARP = 1120
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
  const told = form.querySelector('.picture-told')
  /** @type {Promise<void> | undefined} */
  let fitting
  input.addEventListener('change', fit)
  form.addEventListener('submit', (event) => {
    if (fitting || tooLarge()) event.preventDefault()
    void fitting?.then(() => form.requestSubmit())
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
    fit()
    // Which missing picture it is, somebody has to say.
    if (form.elements.namedItem('as')) form.querySelector('select')?.focus()
    else form.requestSubmit()
  }

  /** The one that was chosen, made to fit; until then nothing is sent. */
  function fit() {
    const chosen = input.files?.[0]
    fitting = chosen && fitPicture(chosen).then(replace, () => undefined)
    void fitting?.finally(() => {
      fitting = undefined
      tooLarge()
    })
    if (told) told.textContent = ''
  }

  /** @param {File | undefined} smaller */
  function replace(smaller) {
    if (!smaller) return
    const list = new DataTransfer()
    list.items.add(smaller)
    input.files = list.files
    if (told) told.textContent = form.dataset.fitted ?? ''
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

/**
 * What a phone makes is ten times what mail can use, and WebP is not shown everywhere: before it leaves
 * the browser it becomes as wide as mail shows it on the sharpest screen. Undefined where the picture is right as it is. A moving one is left alone; whatever cannot be read
 * here is for the server to judge.
 * @param {File} file
 * @returns {Promise<File | undefined>}
 */
async function fitPicture(file) {
  const isWebp = file.type === 'image/webp'
  if (!isWebp && !['image/jpeg', 'image/png'].includes(file.type)) return undefined
  const whole = await createImageBitmap(file)
  if (!isWebp && whole.width <= SHARP) return undefined
  const width = Math.min(SHARP, whole.width)
  const canvas = new OffscreenCanvas(width, Math.round((whole.height * width) / whole.width))
  const drawing = canvas.getContext('2d')
  if (!drawing) return undefined
  drawing.imageSmoothingQuality = 'high'
  drawing.drawImage(whole, 0, 0, canvas.width, canvas.height)
  const isPhoto = file.type === 'image/jpeg' || (isWebp && isOpaque(drawing))
  const type = isPhoto ? 'image/jpeg' : 'image/png'
  const blob = await canvas.convertToBlob({ type, quality: 0.85 })
  if (!isWebp && blob.size >= file.size) return undefined
  const name = isWebp ? file.name.replace(/\.[^.]*$/, isPhoto ? '.jpg' : '.png') : file.name
  return new File([blob], name, { type })
}

/** @param {OffscreenCanvasRenderingContext2D} drawing */
function isOpaque(drawing) {
  const { width, height } = drawing.canvas
  const { data } = drawing.getImageData(0, 0, width, height)
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}
