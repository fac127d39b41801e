import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The oldest Node.js that runs Rondbrief's own code: type stripping, `node:sqlite` and Temporal. */
const NEEDED_MAJOR = 26

/**
 * The path of a Node.js that can run Rondbrief: the one already running when it is new enough,
 * else the binary that `npm ci` brought along, else undefined.
 * The packages are resolved by path because npm 10 drops `.bin` links of optional packages.
 */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath
  const require = createRequire(import.meta.url)
  for (const name of packagesFor(process.platform, process.arch)) {
    try {
      const folder = dirname(require.resolve(`${name}/package.json`))
      const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
      if (existsSync(binary)) return binary
    } catch {
      // Not installed on this platform: the next name, or the message below.
    }
  }
  return undefined
}

export const noNodeMessage = [
  `Rondbrief heeft Node.js ${NEEDED_MAJOR} of nieuwer nodig. Hier draait ${process.version}.`,
  `Wat nu: voer eerst 'npm ci' uit. Dat haalt een passende Node.js op.`,
  `Blijft deze melding staan? Installeer dan Node.js ${NEEDED_MAJOR} van nodejs.org.`,
  '',
  `Rondbrief needs Node.js ${NEEDED_MAJOR} or newer. This is ${process.version}.`,
  `What now: run 'npm ci' first, which brings one along, or install it from nodejs.org.`,
].join('\n')

function packagesFor(platform, arch) {
  const os = platform === 'win32' ? 'win' : platform
  return [`node-${os}-${arch}`, `node-bin-${os}-${arch}`]
}
