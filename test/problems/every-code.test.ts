import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { catalogue, type Problem, type ProblemCode } from '../../src/problem.ts'
import { textFor } from '../../src/text/text.ts'
import { isInstalled } from '../support/installed.ts'
import { exampleValues } from '../text/example-values.ts'
import { april } from './april.ts'
import { inBrowser } from './browser.ts'
import { ofContributions } from './contributions.ts'
import { ofDispatch } from './dispatch.ts'
import { ofDocuments } from './documents.ts'
import { ofFiles } from './files.ts'
import { ofIssues } from './issues.ts'
import { ofLinks } from './links.ts'
import { ofMailPrograms } from './mail-programs.ts'
import { ofMessages } from './messages.ts'
import { ofPictures } from './pictures.ts'
import { ofPlanning } from './planning.ts'
import type { Look, Situation } from './situation.ts'
import { ofTemplates } from './templates.ts'
import { ofTexts } from './texts.ts'

const stages = [
  ofContributions,
  ofFiles,
  ofPictures,
  ofIssues,
  ofPlanning,
  ofTexts,
  ofTemplates,
  ofDocuments,
  ofMailPrograms,
  inBrowser,
  ofLinks,
  ofMessages,
  ofDispatch,
]

/** A code without a situation does not compile. */
const situations: Record<ProblemCode, Situation> = {
  ...ofContributions,
  ...ofFiles,
  ...ofPictures,
  ...ofIssues,
  ...ofPlanning,
  ...ofTexts,
  ...ofTemplates,
  ...ofDocuments,
  ...ofMailPrograms,
  ...inBrowser,
  ...ofLinks,
  ...ofMessages,
  ...ofDispatch,
}

const codes = Object.keys(catalogue)
const entries = Object.entries(situations) as [ProblemCode, Situation][]

test('every code of the catalogue has its situations, once', () => {
  const listed = stages.flatMap((stage) => Object.keys(stage))
  expect(listed.toSorted()).toEqual(codes.toSorted())
})

test('the small issue that many of them change has nothing to be said about it', async () => {
  expect(await april()()).toEqual([])
})

describe.each(entries)('%s', (code, { good, bad, needs }) => {
  const carried = new Set<string>()
  // Where CI is set a missing browser is a failure: there nobody reads what was left out.
  const isLeftOut =
    needs !== undefined &&
    !isInstalled[needs] &&
    (needs === 'spamassassin' || process.env['CI'] === undefined)

  test.skipIf(isLeftOut).each(numbered(good))(
    'is silent where all is well (%i)',
    async (_, look) => {
      expect((await look()).filter((found) => found.code === code)).toEqual([])
    },
  )

  test.skipIf(isLeftOut).each(numbered(bad))(
    'is reported where it is not, with words that name what was found (%i)',
    async (_, look) => {
      const found = (await look()).filter((one) => one.code === code)
      expect(found.length).toBeGreaterThan(0)
      for (const one of found) expectWords(one)
      for (const { values } of found) for (const key of Object.keys(values)) carried.add(key)
    },
  )

  test.skipIf(isLeftOut)('is shown in the docs with what a real one carries', () => {
    expect([...carried]).toEqual(expect.arrayContaining(Object.keys(exampleValues[code])))
  })
})

function numbered(looks: Look | Look[]): [number, Look][] {
  return [looks].flat().map((look, at) => [at + 1, look])
}

function expectWords({ code, values, file }: Problem): void {
  // From the project folder, the same on every computer.
  expect(file ?? 'rondbrief.yaml').toMatch(/^(?:newsletters|subscribers|templates|rondbrief)/)
  for (const language of ['nl', 'en'] as const) {
    const words = Object.values(textFor(language).problems[code](values)).join(' ')
    expect(words).not.toMatch(/undefined|NaN|\[object/)
    // A date is quoted as people write it, and a partner by its short name.
    const isDate = /^\d{4}-/.test(String(values['found']))
    const quoted = isDate ? '' : String(values['found'] ?? '')
    expect(words.toLowerCase()).toContain(quoted.toLowerCase())
  }
}
