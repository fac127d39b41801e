import { sample, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { indexedPng } from '../../src/render/indexed-png.ts'
import { launchChromium } from '../support/chromium.ts'

test('a browser shows exactly the colours that were drawn', async () => {
  const [width, height] = [7, 3]
  const pixels = sample(uint8Array({ minLength: 84, maxLength: 84 }), {
    numRuns: 1,
    seed: 7,
  })[0]
  const opaque = Uint8Array.from(pixels ?? [], (value, at) => (at % 4 === 3 ? 255 : value))
  const png = await indexedPng(opaque, width, height)
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    const shown = await page.evaluate(
      async (url) => {
        const picture = new Image()
        picture.src = url
        await picture.decode()
        const canvas = new OffscreenCanvas(picture.width, picture.height)
        const context = canvas.getContext('2d')
        context?.drawImage(picture, 0, 0)
        return [...(context?.getImageData(0, 0, picture.width, picture.height).data ?? [])]
      },
      `data:image/png;base64,${png?.toString('base64')}`,
    )
    expect(shown).toEqual([...opaque])
  } finally {
    await browser.close()
  }
})

test('a picture of too many colours, or one that shows through, is left to another form', async () => {
  const gradient = Uint8Array.from({ length: 300 * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : at % 4 === 0 ? (at / 4) % 256 : Math.floor(at / 4 / 256),
  )
  expect(await indexedPng(gradient, 300, 1)).toBeUndefined()
  expect(await indexedPng(Uint8Array.from([1, 2, 3, 128]), 1, 1)).toBeUndefined()
})
