import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The files our pages load: our own style and scripts, and htmx from its package. Read once; the
 * address carries a fingerprint, so a browser may keep each for ever and never shows an old one.
 */
export type Asset = { type: string; bytes: Buffer }

/** One file for the browser. In this order: what comes later may change what came before. */
const styles = [
  'base',
  'frame',
  'parts',
  'problems',
  'preview',
  'source',
  'dispatch',
  'outbox',
  'schedule',
  'people',
  'media',
]
const script = 'text/javascript; charset=utf-8'
const sources = {
  'style.css': {
    type: 'text/css; charset=utf-8',
    at: styles.map((name) => new URL(`./styles/${name}.css`, import.meta.url)),
  },
  'live.js': { type: script, at: [new URL('./client/live.js', import.meta.url)] },
  'preview.js': { type: script, at: [new URL('./client/preview.js', import.meta.url)] },
  'editor.js': { type: script, at: [new URL('./client/editor.js', import.meta.url)] },
  'pictures.js': { type: script, at: [new URL('./client/pictures.js', import.meta.url)] },
  'htmx.js': { type: script, at: [new URL(import.meta.resolve('htmx.org/dist/htmx.min.js'))] },
  'icon.svg': { type: 'image/svg+xml', at: [new URL('./icon.svg', import.meta.url)] },
}
export type AssetName = keyof typeof sources

const loaded = new Map<AssetName, { asset: Asset; address: string }>()

export function assetAddress(name: AssetName): string {
  return load(name).address
}

/** `name` is what a browser asked for: anything but a known name gives undefined. */
export function assetNamed(name: string): Asset | undefined {
  return Object.hasOwn(sources, name) ? load(name as AssetName).asset : undefined
}

function load(name: AssetName): { asset: Asset; address: string } {
  const known = loaded.get(name)
  if (known) return known
  const { type, at } = sources[name]
  const bytes = Buffer.concat(at.map((file) => readFileSync(fileURLToPath(file))))
  const mark = createHash('sha256').update(bytes).digest('base64url').slice(0, 10)
  const made = { asset: { type, bytes }, address: `/assets/${name}?v=${mark}` }
  loaded.set(name, made)
  return made
}
