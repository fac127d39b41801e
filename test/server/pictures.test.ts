import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { imageSize } from 'image-size'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const file = 'newsletters/2023-10/var/gvb.md'
const png = resolve(import.meta.dirname, '../../docs/images/phone.png')
let face: LocalFace
let browser: Browser
let page: Page
let original: string
let folder: string

beforeAll(async () => {
  ;[face, browser] = await Promise.all([openLocalFace(), launchChromium()])
  original = read()
  folder = join(face.root, 'newsletters/2023-10/images')
})
afterAll(async () => {
  await browser.close()
  await face.close()
})
beforeEach(async () => {
  writeFileSync(join(face.root, file), original)
  rmSync(folder, { recursive: true, force: true })
  page = await (await browser.newContext()).newPage()
  await page.goto(face.startUrl)
  await page.goto(face.url(`/issues/2023-10/source?file=${file}`))
})
afterEach(() => page.context().close())

test('a picture is chosen, put at the cursor, and only its description is left to type', async () => {
  const at = original.lastIndexOf('\n\n') + 2
  await page.locator('#text').fill(`${original}Nog iets.\n`)
  await page.locator('#text').evaluate((area: HTMLTextAreaElement, caret) => {
    area.setSelectionRange(caret, caret)
  }, at)
  await choose('De haven.png')
  await page.getByText('De-haven.png staat bij de editie.').waitFor()
  expect(await page.locator(':focus').getAttribute('id')).toBe('notice')
  expect(await page.locator('#notice code').innerText()).toBe('![](De-haven.png)')
  await page.locator('#notice').getByRole('button', { name: 'Zet in de tekst' }).click()
  await page.keyboard.type('Schepen in de haven')
  await page.getByText('Typ nu tussen de rechte haken').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText(/^Bewaard om/).waitFor()
  const line = '![Schepen in de haven](De-haven.png)\n\n'
  expect(read()).toBe(`${original.slice(0, at)}${line}${original.slice(at)}Nog iets.\n`)
  await page.goto(face.url('/issues/2023-10/preview'))
  await page.locator('iframe').last().contentFrame().getByAltText('Schepen in de haven').waitFor()
})

test('a missing picture is added under the name that the text uses', async () => {
  await page.locator('#text').fill(`${original}\n![De haven bij avond](haven.png)\n`)
  await page.keyboard.press('Control+s')
  await page.getByText(/^Bewaard om/).waitFor()
  await page.getByRole('link', { name: 'Voeg een beeld toe' }).click()
  expect(await page.locator(':focus').getAttribute('id')).toBe('picture')
  await choose('IMG_2034.png')
  await page.getByText('haven.png ontbreekt niet meer.').waitFor()
  expect(readdirSync(folder)).toEqual(['haven.png'])
  expect(await page.getByText('De afbeelding ‘haven.png’ is er niet').count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Voeg een beeld toe' }).count()).toBe(0)
})

test('putting a picture in the text never splits a line, and takes the place of one that is missing', async () => {
  const mine = `${original}\nTwee regels\ndie samen horen.\n\nErna.\n`
  await page.locator('#text').fill(mine)
  await choose('haven.png')
  await page.getByText('haven.png staat bij de editie.').waitFor()
  await putCaret('regels')
  await page.locator('#notice').getByRole('button', { name: 'Zet in de tekst' }).click()
  await page.keyboard.type('Kade')
  const after = 'die samen horen.\n\n![Kade](haven.png)\n\nErna.\n'
  expect(await page.locator('#text').inputValue()).toContain(after)
  expect(await isInSight('Kade')).toBe(true)
  const lacking = `${original}\n![De haven bij avond](images/avond.jpg)\n`
  await page.locator('#text').fill(lacking)
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await page.getByText(/^Bewaard om/).waitFor()
  await putCaret('haven bij')
  await page.getByRole('button', { name: 'Zet in de tekst haven.png' }).click()
  await page.getByText('De naam in de tekst is nu haven.png.').waitFor()
  const put = lacking.replace('images/avond.jpg', 'haven.png')
  expect(await page.locator('#text').inputValue()).toBe(put)
})

test('a picture of another kind than the missing one: said before it is added, then one button', async () => {
  const mine = `${original}\n![De haven bij avond](haven.jpg)\n`
  await page.locator('#text').fill(mine)
  await page.keyboard.press('Control+s')
  await page.getByText(/^Bewaard om/).waitFor()
  await page.locator('#picture').setInputFiles(png)
  await page.getByText('van een andere soort dan haven.jpg').waitFor()
  await page.getByRole('button', { name: 'Voeg toe' }).click()
  const notice = page.locator('#notice')
  expect(await notice.innerText()).not.toContain('Zo zet u het in de tekst')
  await notice.getByRole('button', { name: 'Zet phone.png in plaats van haven.jpg' }).click()
  await page.keyboard.press('Control+s')
  await page.getByText(/^Bewaard om/).waitFor()
  expect(read()).toBe(mine.replace('haven.jpg', 'phone.png'))
  expect(await page.getByText('De afbeelding ‘haven.jpg’ is er niet').count()).toBe(0)
})

test('a picture that is dropped on the text is added, with the unsaved words saved', async () => {
  await page.locator('#text').fill(`${original}Nog niet bewaard.\n`)
  const bytes = readFileSync(png).toString('base64')
  await page.locator('#text').evaluate((area, base64) => {
    const transfer = new DataTransfer()
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    transfer.items.add(new File([data], 'gesleept.png', { type: 'image/png' }))
    const event = { bubbles: true, cancelable: true, dataTransfer: transfer }
    area.dispatchEvent(new DragEvent('drop', event))
  }, bytes)
  await page.getByText('gesleept.png staat bij de editie.').waitFor()
  expect(existsSync(join(folder, 'gesleept.png'))).toBe(true)
  expect(read()).toBe(`${original}Nog niet bewaard.\n`)
})

test('a file that is no picture is refused in words, and the page can be gone on with', async () => {
  await choose('notulen.png', Buffer.from('Dit is gewone tekst.'))
  await page.getByText('Dit bestand is geen JPEG, PNG, GIF of WebP.').waitFor()
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
})

test('one that has the name of another gets a name of its own, and that is said', async () => {
  await choose('haven.png')
  await page.getByText('haven.png staat bij de editie.').waitFor()
  await choose('haven.png', readFileSync(png.replace('phone', 'preview')))
  await page.getByText('Er was al een ander beeld dat haven.png heet.').waitFor()
  expect(readdirSync(folder).toSorted()).toEqual(['haven-2.png', 'haven.png'])
  await page.locator('#pictures summary').click()
  const shown = page.locator('.pictures img').first()
  const whole = page.getByRole('link', { name: 'Bekijk haven-2.png op ware grootte' })
  const [opened] = await Promise.all([page.waitForEvent('popup'), whole.click()])
  expect(opened.url()).toContain('/pictures/haven-2.png')
  await opened.close()
  await expect
    .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await barriers(page)).toEqual([])
})

test('a picture wider than mail shows is made smaller, and a WebP becomes what mail shows', async () => {
  await page.locator('#pictures summary').click()
  const foto = { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await drawn('image/jpeg') }
  await page.locator('#picture').setInputFiles(foto)
  await page.getByText('hoogstens 1120 pixels breed').waitFor()
  await page.getByRole('button', { name: 'Voeg toe' }).click()
  await page.getByText('foto.jpg staat bij de editie.').waitFor()
  const small = imageSize(readFileSync(join(folder, 'foto.jpg')))
  expect(small).toMatchObject({ type: 'jpg', width: 1120, height: 560 })
  const zaal = { name: 'zaal.webp', mimeType: 'image/webp', buffer: await drawn('image/webp') }
  await page.locator('#pictures summary').click()
  await page.locator('#picture').setInputFiles(zaal)
  await page.getByRole('button', { name: 'Voeg toe' }).click()
  await page.getByText('zaal.jpg staat bij de editie.').waitFor()
  expect(imageSize(readFileSync(join(folder, 'zaal.jpg')))).toMatchObject({ type: 'jpg' })
})

test('a photo that was saved as PNG becomes a JPEG that opens at once, and a drawing stays what it is', async () => {
  await page.locator('#pictures summary').click()
  const heavy = await photographed()
  expect(heavy.length).toBeGreaterThan(400_000)
  await choose('IMG_2034.png', heavy)
  await page.getByText('IMG_2034.jpg staat bij de editie.').waitFor()
  const light = readFileSync(join(folder, 'IMG_2034.jpg'))
  expect(imageSize(light)).toMatchObject({ type: 'jpg', width: 1000 })
  expect(light.length).toBeLessThan(200_000)
  await choose('tekening.png')
  await page.getByText('tekening.png staat bij de editie.').waitFor()
  expect(readFileSync(join(folder, 'tekening.png')).subarray(1, 4).toString()).toBe('PNG')
})

test('without script a picture can be added, and its line stands there to copy', async () => {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await plain.goto(face.startUrl)
  await plain.goto(face.url(`/issues/2023-10/source?file=${file}`))
  await plain.locator('#pictures summary').click()
  await plain.locator('#picture').setInputFiles(png)
  await plain.getByRole('button', { name: 'Voeg toe' }).click()
  expect(await plain.locator('#notice code').innerText()).toBe('![](phone.png)')
  expect(await plain.getByRole('button', { name: 'Zet in de tekst' }).count()).toBe(0)
  await plain.context().close()
})

test('another site cannot add a picture, and no page outside the issue is shown', async () => {
  const form = new FormData()
  form.set('picture', new File([readFileSync(png)], 'x.png'))
  const path = `/issues/2023-10/pictures?${new URLSearchParams({ file })}`
  const headers = { cookie: face.cookie, origin: 'https://example.org' }
  const answer = await fetch(face.url(path), { method: 'POST', headers, body: form })
  expect(answer.status).toBe(403)
  expect(existsSync(folder)).toBe(false)
  for (const name of ['..%2F..%2F..%2Frondbrief.yaml', '..%2Fissue.md', '.x.png', 'weg.png']) {
    expect((await face.get(`/issues/2023-10/pictures/${name}`)).status).toBe(404)
  }
})

/** In the middle of the words. */
async function putCaret(words: string): Promise<void> {
  await page.locator('#text').evaluate((area: HTMLTextAreaElement, given) => {
    const at = area.value.indexOf(given) + 2
    area.setSelectionRange(at, at)
  }, words)
}

/** Whether the line with these words is on the screen and not behind the bar. */
function isInSight(words: string): Promise<boolean> {
  return page.evaluate((given) => {
    const rows = [...document.querySelectorAll('#gutter > div')]
    const row = rows.find(({ textContent }) => textContent?.includes(given))
    const bar = document.querySelector('.editor-actions')?.getBoundingClientRect().top ?? 0
    const { top = -1, bottom = Infinity } = row?.getBoundingClientRect() ?? {}
    return top >= 0 && bottom <= bar
  }, words)
}

/** A PNG 1000 pixels wide that, as a photo does, has no two neighbours quite the same. */
async function photographed() {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1000, 500)
    const drawing = canvas.getContext('2d')
    const image = new ImageData(1000, 500)
    for (let at = 0; at < image.data.length; at += 4) {
      const x = (at / 4) % 1000
      const shade = 120 + 80 * Math.sin(x / 90 + at / 700_000) + ((at * 7919) % 13)
      image.data.set([shade, shade * 0.8, 255 - shade, 255], at)
    }
    drawing?.putImageData(image, 0, 0)
    const png = await canvas.convertToBlob({ type: 'image/png' })
    return [...new Uint8Array(await png.arrayBuffer())]
  })
  return Buffer.from(bytes)
}

/** 2000 pixels wide, of every colour. */
async function drawn(type: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (kind) => {
    const canvas = new OffscreenCanvas(2000, 1000)
    const drawing = canvas.getContext('2d')
    for (const at of Array.from({ length: 2000 }).keys()) {
      if (drawing) drawing.fillStyle = `hsl(${at * 37} 80% 50%)`
      drawing?.fillRect(at, 0, 1, 1000)
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: kind })).arrayBuffer())]
  }, type)
  return Buffer.from(bytes)
}

async function choose(name: string, buffer = readFileSync(png)): Promise<void> {
  if (!(await page.locator('#picture').isVisible())) await page.locator('#pictures summary').click()
  await page.locator('#picture').setInputFiles({ name, mimeType: 'image/png', buffer })
  await page.getByRole('button', { name: 'Voeg toe' }).click()
}

function read(): string {
  return readFileSync(join(face.root, file), 'utf8')
}
