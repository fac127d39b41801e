import process from 'node:process'
import { april, replaced } from './april.ts'
import type { Situations } from './situation.ts'

/** What only shows when a mail is laid out: measured in Chromium. */
export const inBrowser = {
  'mail/contrast': {
    needs: 'chromium',
    good: within('<mj-text color="#6b6b6b">Grijs</mj-text>'),
    bad: within('<mj-text color="#999999">Grijs</mj-text>'),
  },
  'mail/overflow': {
    needs: 'chromium',
    good: within('<mj-text><div style="width:200px">Smal</div></mj-text>'),
    bad: within('<mj-text><div style="width:400px">Breed</div></mj-text>'),
  },
  'mail/target-size': {
    needs: 'chromium',
    good: within(`<mj-text>${button(44)}</mj-text>`),
    bad: within(`<mj-text>${button(30)}</mj-text>`),
  },
  'mail/text-clipped': {
    needs: 'chromium',
    good: within('<mj-text><div style="min-height:22px">Kleine regel</div></mj-text>'),
    bad: within(
      '<mj-text><div style="height:22px;line-height:22px;overflow:hidden">Kleine regel</div></mj-text>',
    ),
  },
  'mail/link-wordless': {
    needs: 'chromium',
    good: within(`<mj-text>${pictureLink('Naar de website')}</mj-text>`),
    bad: within(`<mj-text>${pictureLink('')}</mj-text>`),
  },
} satisfies Situations

function within(mjml: string) {
  const section = `<mj-section><mj-column>${mjml}</mj-column></mj-section>`
  const files = { 'templates/newsletter.mjml': replaced('{{> footer}}', `{{> footer}}${section}`) }
  return april(files, { options: { browser: true }, env: process.env })
}

function pictureLink(alt: string): string {
  return `<a href="https://var.nl"><img src="cid:x" alt="${alt}" width="200" height="60"></a>`
}

function button(height: number): string {
  return `<a href="https://var.nl" style="display:inline-block;border:1px solid #000;color:#000;background:#fff;line-height:${height - 2}px">Een lange knop</a>`
}
