// @ts-check
/**
 * Pictures under the text: one that is dropped on the text or pasted into it is added like one that
 * was chosen, and a button puts the line of a picture at the cursor.
 */
/** In pixels. */
const SHARP = 1120
/** In bytes: what is heavier opens slowly on a phone, as the checks say. */
const HEAVY = 200_000
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
  const other = form.querySelector('.picture-other')
  /** @type {Promise<void> | undefined} */
  let fitting
  input.addEventListener('change', fit)
  form.querySelector('select')?.addEventListener('change', sayKind)
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
      sayKind()
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

  /** Before it is sent: that it cannot get the name of the missing picture. */
  function sayKind() {
    const as = form.elements.namedItem('as')
    const wanted = as instanceof HTMLSelectElement ? as.value : ''
    const type = input.files?.[0]?.type
    const ending = wanted.split('.').at(-1)?.toLowerCase().replace('jpg', 'jpeg')
    const isOther = wanted !== '' && type && type !== `image/${ending}`
    if (other)
      other.textContent = isOther ? (form.dataset.other ?? '').replace('{name}', wanted) : ''
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
      const { insert = '', missing = '[]', instead } = button.dataset
      const address = insert.slice('![]('.length, -1)
      const lacking = lackingPicture(area, JSON.parse(missing), instead)
      if (lacking) replaceWords(area, lacking, address)
      else insertLine(area, insert)
      const told = lacking ? button.dataset.replaced : button.dataset.inserted
      if (said) said.textContent = told ?? ''
    })
  }
}

/**
 * Where the name stands of a picture that is not there: `instead` wherever that is, otherwise the one
 * that the cursor is in.
 * @param {HTMLTextAreaElement} area
 * @param {string[]} missing
 * @param {string | undefined} instead
 * @returns {[start: number, end: number] | undefined}
 */
function lackingPicture({ value, selectionStart: caret }, missing, instead) {
  for (const found of value.matchAll(/(!\[[^\]\n]*\]\(\s*)([^)\s]+)[^)\n]*\)/g)) {
    const [whole, before = '', address = ''] = found
    const name = address.split('/').at(-1) ?? ''
    const isHere = caret >= found.index && caret <= found.index + whole.length
    const start = found.index + before.length
    if (instead === undefined ? isHere && missing.includes(name) : name === instead)
      return [start, start + address.length]
  }
  return undefined
}

/**
 * On a line of its own after the block that the cursor is in, and before it only where the cursor
 * stands at its very start; the cursor ends between the brackets. Never among the fields at the top:
 * from there it goes to the end.
 * @param {HTMLTextAreaElement} area
 * @param {string} line
 */
function insertLine(area, line) {
  const { value } = area
  const top = /^---\n[^]*?\n---(?:\n|$)/.exec(value)?.[0].length ?? 0
  const caret = area.selectionStart < top ? value.length : area.selectionStart
  const isBetween = caret === 0 || caret === top || value[caret - 2] === '\n'
  const blank = value.slice(Math.max(0, caret - 1)).search(/\n[ \t]*(?:\n|$)/)
  const isStart = value[caret - 1] === '\n' && isBetween
  const at = isStart ? caret : blank < 0 ? value.length : Math.max(0, caret - 1) + blank
  const before = value.slice(0, at)
  const after = value.slice(at)
  const start =
    before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const isEnough = after.startsWith('\n\n') || (after !== '' && after.trim() === '')
  const end = isEnough ? '' : after === '' || after.startsWith('\n') ? '\n' : '\n\n'
  replaceWords(area, [at, at], start + line + end)
  const between = at + start.length + 2
  area.setSelectionRange(between, between)
  // So that the page brings the cursor in sight.
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {[start: number, end: number]} place
 * @param {string} words
 */
function replaceWords(area, [start, end], words) {
  area.focus({ preventScroll: true })
  area.setSelectionRange(start, end)
  // So that Ctrl+Z takes it back; nothing else does that.
  if (document.execCommand('insertText', false, words)) return
  area.setRangeText(words, start, end, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * What a phone makes is ten times what mail can use, and WebP is not shown everywhere: before it leaves
 * the browser it becomes as wide as mail shows it on the sharpest screen, and light. Undefined where the
 * picture is right as it is. A moving one is left alone; whatever cannot be read here is for the server
 * to judge.
 * @param {File} file
 * @returns {Promise<File | undefined>}
 */
async function fitPicture(file) {
  const isWebp = file.type === 'image/webp'
  if (!isWebp && !['image/jpeg', 'image/png'].includes(file.type)) return undefined
  const whole = await createImageBitmap(file)
  if (!isWebp && whole.width <= SHARP && file.size <= HEAVY) return undefined
  const width = Math.min(SHARP, whole.width)
  const canvas = new OffscreenCanvas(width, Math.round((whole.height * width) / whole.width))
  const drawing = canvas.getContext('2d')
  if (!drawing) return undefined
  drawing.imageSmoothingQuality = 'high'
  drawing.drawImage(whole, 0, 0, canvas.width, canvas.height)
  const blob = await lightest(drawing, file.type)
  if (!isWebp && blob.size >= file.size) return undefined
  const ending = blob.type === 'image/jpeg' ? '.jpg' : '.png'
  const name = blob.type === file.type ? file.name : file.name.replace(/\.[^.]*$/, '') + ending
  return new File([blob], name, { type: blob.type })
}

/**
 * A photo as JPEG and a drawing as PNG. What stays heavy as PNG is a photo that was saved as one, unless
 * something shows through it.
 * @param {OffscreenCanvasRenderingContext2D} drawing
 * @param {string} type
 */
async function lightest(drawing, type) {
  const { canvas } = drawing
  const isPhoto = type === 'image/jpeg' || (type === 'image/webp' && isOpaque(drawing))
  if (isPhoto) return photo(canvas)
  const png = await canvas.convertToBlob({ type: 'image/png' })
  if (png.size <= HEAVY || !isOpaque(drawing)) return png
  const jpeg = await photo(canvas)
  return jpeg.size < png.size / 4 ? jpeg : png
}

/** @param {OffscreenCanvas} canvas */
async function photo(canvas) {
  const good = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
  return good.size <= HEAVY ? good : canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 })
}

/** @param {OffscreenCanvasRenderingContext2D} drawing */
function isOpaque(drawing) {
  const { width, height } = drawing.canvas
  const { data } = drawing.getImageData(0, 0, width, height)
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}
