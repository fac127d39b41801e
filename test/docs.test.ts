import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('docs/instellingen.md', () => {
  const page = read('docs/instellingen.md')

  test('has every key that the configuration reads', () => {
    const source = read('src/config.ts')
    const asked = [
      ...source.matchAll(
        /(?:text|texts|number|flag|choice|maps?|address|url|days)\([^'()]*'([a-z_]+)'/g,
      ),
    ]
    const keys = new Set(asked.map((match) => match[1] ?? ''))
    expect(keys.size).toBeGreaterThan(25)
    expect([...keys].filter((key) => !page.includes(`\`${key}\``))).toEqual([])
  })

  test('has every secret that the environment may hold', () => {
    const names = [
      ...(read('src/config.ts') + read('src/store/open-database.ts')).matchAll(
        /env\['([A-Z_]+)'\]/g,
      ),
    ].map((m) => m[1] ?? '')
    expect(names.length).toBeGreaterThan(2)
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})

/** Made from `--help`: `npm test -- test/docs.test.ts --update`. */
test('docs/opdrachten.md is what every command says of itself', async () => {
  const overview = help()
  const names = [...overview.matchAll(/^ {2}([a-z-]+)\b/gm)].map((match) => match[1] ?? '')
  expect(names).toContain('send')
  const page = [
    '# Opdrachten',
    '',
    'Typ een opdracht in de map van de nieuwsbrief, met `npx rondbrief` ervoor. Deze pagina is gemaakt',
    'van wat elke opdracht zelf zegt bij `--help`; `npm test` meldt het als zij achterloopt.',
    '',
    '```',
    overview.trimEnd(),
    '```',
    ...names.flatMap((name) => ['', `## \`${name}\``, '', '```', help(name).trimEnd(), '```']),
    '',
    '## Hoe een opdracht eindigt',
    '',
    'Een ander programma leest aan het getal waarmee een opdracht eindigt of zij is gelukt.',
    '',
    '| Getal | Betekenis |',
    '|---|---|',
    '| 0 | gelukt |',
    '| 1 | er zijn meldingen die blokkeren |',
    '| 2 | de opdracht is niet goed getypt |',
    '| 3 | er is iets met de instellingen of deze computer |',
    '| 4 | het netwerk of de mailserver werkt niet mee |',
    '| 5 | een deel is verstuurd; met dezelfde opdracht gaat het verder |',
    '| 6 | akkoord ontbreekt of is verlopen |',
    '| 130 | onderbroken met Ctrl+C |',
    '',
  ].join('\n')
  await expect(page).toMatchFileSnapshot('../docs/opdrachten.md')
  // A process for each command: half a minute on a busy machine.
}, 120_000)

function help(...command: string[]): string {
  const run = spawnSync(process.execPath, ['bin/rondbrief.js', ...command, '--help'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(run.stderr).toBe('')
  return run.stdout
}

describe('README.md', () => {
  test('gives every runtime dependency its reason', () => {
    const { dependencies } = JSON.parse(read('package.json')) as {
      dependencies: Record<string, string>
    }
    const page = read('README.md')
    const rows = page.split('\n').filter((line) => line.startsWith('| `') && line.includes(' | '))
    const table = rows.flatMap((row) => row.split(' | ')[0]?.match(/(?<=`)[^`,| ]+(?=`)/g) ?? [])
    for (const name of Object.keys(dependencies)) {
      expect(
        table.filter((entry) => entry === name),
        name,
      ).toHaveLength(1)
    }
  })

  test('pins every version exactly', () => {
    const pack = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
    const all = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(pack[kind] ?? {}),
    )
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test('links only to files that are there', () => {
    const page = read('README.md')
    const links = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '')
    expect(links.length).toBeGreaterThan(0)
    for (const link of links)
      expect(() => readFileSync(join(root, link)), link).not.toThrow(/ENOENT/)
  })
})
