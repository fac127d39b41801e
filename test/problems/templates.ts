import { resolve } from 'node:path'
import { runProgram } from '../support/run-command.ts'
import { april, ISSUE, line, problemsIn, replaced, writtenApril } from './april.ts'
import type { Situations } from './situation.ts'

const MAIL = 'templates/newsletter.mjml'
const FOOTER = 'templates/partials/footer.mjml'
const ACTION = 'templates/partials/action.mjml'
/** The template of a call to act is read only where an issue has one. */
const action = line(
  'action: { title: Doe mee, text: Doe mee, link: { text: Meld u aan, url: "https://var.nl/a" } }',
)

/** Templates as somebody may change them. */
export const ofTemplates = {
  'template/missing': {
    good: april({ 'templates/partials/nieuw.mjml': '' }),
    bad: [april({ [MAIL]: null }), april({ [MAIL]: replaced('{{> footer}}', '{{> footr}}') })],
  },
  'template/handlebars-invalid': {
    good: april({ [FOOTER]: replaced('{{reason}}', '{{#if reason}}{{reason}}{{/if}}') }),
    bad: [
      april({ [FOOTER]: replaced('{{reason}}', '{{#if reason}}') }),
      april({ [FOOTER]: replaced('{{reason}}', '{{reson}}') }),
    ],
  },
  'template/mjml-invalid': {
    good: april({ [ISSUE]: action, [ACTION]: replaced('<mj-column>', '<mj-column width="100%">') }),
    bad: april({ [ISSUE]: action, [ACTION]: replaced('<mj-column>', '<mj-column wobble="1">') }),
  },
  'template/expression-lost': {
    good: april({ [FOOTER]: replaced('{{reason}}', String.raw`{{reason}} \{{name}}`) }),
    bad: april({
      [MAIL]: replaced('{{> footer}}', String.raw`\{{#if name}}{{> footer}}\{{/if}}`),
    }),
  },
  'template/minify-inactive': { good: program([]), bad: program(['without-cssnano.mjs']) },
} satisfies Situations

/** As a process of its own, so that it can be started without one of its packages. */
function program(first: string[]) {
  return async () => {
    const imports = first.flatMap((name) => [
      '--import',
      resolve(import.meta.dirname, '../fixtures', name),
    ])
    const { stdout } = await runProgram(writtenApril(), ['check', '2023-04', '--json'], imports)
    return problemsIn(stdout.slice(stdout.indexOf('{')))
  }
}
