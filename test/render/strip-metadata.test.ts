import { imageSize } from 'image-size'
import * as fc from 'fast-check'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stripMetadata } from '../../src/render/strip-metadata.ts'
import { launchChromium } from '../support/chromium.ts'

let browser: Browser
let jpeg: Buffer
let png: Buffer
beforeAll(async () => {
  browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 60, height: 40 } })
  await page.setContent(
    '<body style="margin:0;background:linear-gradient(90deg,red 50%,blue 50%)">',
  )
  jpeg = await page.screenshot({ type: 'jpeg', quality: 80 })
  png = await page.screenshot({ type: 'png' })
  await page.close()
})
afterAll(() => browser.close())

const secret = 'GPSLatitude 51.9225 van Jan Jansen'

/** A photograph as a camera writes it: Exif with place and orientation, a comment, and more after the end. */
function photograph(orientation: number): Buffer {
  const tiff = Buffer.from(
    `49492a00080000000100120103000100000000000000000000 00000000`.replaceAll(' ', ''),
    'hex',
  )
  tiff.writeUInt16LE(orientation, 18)
  const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(secret)]))
  const remark = segment(0xfe, Buffer.from(secret))
  const xmp = segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${secret}`))
  const film = Buffer.concat([exif, Buffer.from(secret)])
  return Buffer.concat([jpeg.subarray(0, 2), exif, xmp, remark, jpeg.subarray(2), film])
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

describe('a photograph in the mail', () => {
  test('tells nothing about where and by whom it was taken', () => {
    const photo = photograph(1)
    expect(photo.includes(secret)).toBe(true)
    const clean = stripMetadata(photo, 'image/jpeg', imageSize(photo).orientation)
    expect(clean?.includes(secret)).toBe(false)
    expect(clean?.equals(jpeg)).toBe(true)
  })

  test('is still turned the right way up', async () => {
    const photo = photograph(6)
    expect(imageSize(photo).orientation).toBe(6)
    const clean = stripMetadata(photo, 'image/jpeg', 6)!
    expect(clean.includes(secret)).toBe(false)
    expect(imageSize(clean).orientation).toBe(6)
    const page = await browser.newPage()
    await page.setContent(`<img src="data:image/jpeg;base64,${clean.toString('base64')}">`)
    const size = await page.locator('img').evaluate(async (image) => {
      const picture = image as HTMLImageElement
      await picture.decode()
      return [picture.naturalWidth, picture.naturalHeight]
    })
    expect(size).toEqual([40, 60])
    await page.close()
  })

  test('as PNG loses its text, time and Exif and stays the same picture', () => {
    const chunk = (type: string, content: string) => {
      const data = Buffer.from(content)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(data.length)
      return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
    }
    const header = png.subarray(0, 33)
    const more = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'].map((type) => chunk(type, secret))
    const written = Buffer.concat([header, ...more, png.subarray(33)])
    expect(stripMetadata(written, 'image/png')?.equals(png)).toBe(true)
  })

  test('that is cut off or something else is no picture, and never a crash', () => {
    expect(stripMetadata(jpeg.subarray(0, 30), 'image/jpeg')).toBeUndefined()
    expect(stripMetadata(png.subarray(0, 50), 'image/png')).toBeUndefined()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (random) => {
        for (const [start, type] of [
          [jpeg, 'image/jpeg'],
          [png, 'image/png'],
        ] as const) {
          const found = stripMetadata(Buffer.concat([start.subarray(0, 20), random]), type)
          expect(found === undefined || Buffer.isBuffer(found)).toBe(true)
        }
      }),
    )
  })
})
