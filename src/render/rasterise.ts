import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { ChartPicture } from './chart.ts'
import { indexedPng } from './indexed-png.ts'

/**
 * A chart as PNG, made in this process. resvg in WebAssembly with a font from a package gives the
 * same bytes on every machine, whatever fonts that machine has, and needs no install script.
 */
export async function rasterise({ width, height, content }: ChartPicture): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`
  const known = made.get(svg)
  if (known !== undefined) return known
  fonts ??= load()
  const picture = new Resvg(svg, {
    font: { fontBuffers: await fonts, defaultFontFamily: 'Arimo', loadSystemFonts: false },
  })
  const image = picture.render()
  const bytes =
    (await indexedPng(image.pixels, image.width, image.height)) ?? Buffer.from(image.asPng())
  image.free()
  picture.free()
  if (made.size >= mostKept) made.clear()
  made.set(svg, bytes)
  return bytes
}

/** Drawing takes longer than everything else in a render, and the same numbers give the same picture. */
const made = new Map<string, Buffer>()
const mostKept = 50
let fonts: Promise<Uint8Array[]> | undefined

async function load(): Promise<Uint8Array[]> {
  const { resolve } = createRequire(import.meta.url)
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')))
  const files = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf']
  return Promise.all(files.map((file) => readFile(resolve(`@expo-google-fonts/arimo/${file}`))))
}
