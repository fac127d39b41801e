import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Config } from '../../config.ts'
import { brandOf } from '../../render/context.ts'
import { identityOf, look } from '../../render/look.ts'

const file = readFileSync(fileURLToPath(new URL('./public.css', import.meta.url)), 'utf8')

/** The style of all public pages: the colours of the organisation, as in the mail, and one file. */
export function publicStyle(config: Config): string {
  const identities = new Map(config.partners.map((partner) => [partner.id, identityOf(partner)]))
  const brand = brandOf(config, identities)
  const colours = Object.keys(look.light) as (keyof typeof look.light)[]
  const pairs = [
    ...colours.map((name) => `--${name}: light-dark(${look.light[name]}, ${look.dark[name]});`),
    `--brand: ${brand.colour};`,
    `--on-brand: ${brand.onColour};`,
    `--accent: light-dark(${brand.ink}, ${brand.darkInk});`,
    `--on-accent: light-dark(${look.light.page}, ${look.dark.page});`,
    `--font: ${look.font};`,
  ]
  return `:root {\n  ${pairs.join('\n  ')}\n}\n${file}`
}

/** Changes with the bytes, so that a browser may keep it for ever. */
export function publicStyleAddress(config: Config): string {
  const mark = createHash('sha256').update(publicStyle(config)).digest('base64url').slice(0, 10)
  return `/assets/public.css?v=${mark}`
}
