import { checkIssue } from '../../src/check/check-issue.ts'
import { added, march, replaced, type Change } from './march.ts'
import type { Look, Situations } from './situation.ts'

/** The mail as one document: what it must hold, what it may not, how large it is. */
export const ofDocuments = {
  'template/unfilled': {
    good: added('<p>&#123;&#123;name&#125;&#125;</p>'),
    bad: added(String.raw`<p>\{{name}}</p>`),
  },
  'mail/size-limit': { good: filled(102_400), bad: filled(102_401) },
  'mail/size-large': { good: filled(85_000), bad: filled(85_001) },
  'mail/style-size': { good: style(1000), bad: style(16 * 1024) },
  'mail/lang': { good: html('lang="nl"', 'lang="nl-NL"'), bad: html('lang="nl"', 'lang="und"') },
  'mail/dir': { good: march(), bad: html(' dir="ltr"', ' dir="auto"') },
  'mail/title': { good: march(), bad: html(/<title>[^<]*<\/title>/, '<title> </title>') },
  'mail/table-role': {
    good: added('<table><tr><th scope="col">a</th></tr></table>'),
    bad: added('<table><tr><td>a</td></tr></table>'),
  },
  'mail/anchor': {
    good: added('<a href="#x">x</a><a name="x" id="x"></a>'),
    bad: added('<a href="#x">x</a><p id="x">x</p>'),
  },
  'mail/element-forbidden': {
    good: added('<p>&lt;script&gt;</p>'),
    bad: added('<script></script>'),
  },
  'mail/preview-marker': {
    good: march((input) => ({ ...replaced('<p', '<p data-source="a:1:1"')(input), preview: true })),
    bad: html('<p', '<p data-source="a:1:1"'),
  },
  'mail/unsubscribe': {
    good: march(),
    bad: html(/\{\{unsubscribeUrl\}\}/g, 'https://var.nl'),
  },
  'mail/sender-details': { good: march(), bad: html(/redactie@example\.org/g, '') },
  'mail/web-version': { good: march(), bad: html(/\{\{webUrl\}\}/g, 'https://var.nl') },
  'text/missing': { good: march(), bad: plainText(() => ' \n') },
  'text/differs': { good: plainText((all) => all), bad: plainText((all) => all.slice(0, 3000)) },
} satisfies Situations

function html(from: string | RegExp, to: string): Look {
  return march(replaced(from, to))
}

function style(bytes: number): Look {
  return html('</head>', `<style>.x{color:red}/*${'x'.repeat(bytes)}*/</style></head>`)
}

/** The mail grown to this many bytes, once it is filled for the longest recipient. */
function filled(bytes: number): Look {
  const grow = (by: number): Change =>
    replaced('</body>', `<p>${'é'.repeat(by >> 1)}${'e'.repeat(by % 2)}</p></body>`)
  const large = 50_000
  return march((input) => {
    const found = checkIssue(grow(large)(input)).find((one) => one.code.startsWith('mail/size'))
    return grow(large + bytes - Number(found?.values['bytes']))(input)
  })
}

function plainText(change: (all: string) => string): Look {
  return march((input) => ({
    ...input,
    rendered: input.rendered.map((rendered) => ({ ...rendered, text: change(rendered.text) })),
  }))
}
