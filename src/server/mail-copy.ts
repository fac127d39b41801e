import { salutationIn } from '../dispatch/salutation.ts'
import { compileFill } from '../render/fill.ts'
import type { Rendered, RecipientFields } from '../render/rendered.ts'
import type { Config } from '../config.ts'
import type { Text } from '../text/text.ts'
import type { PreviewView } from './preview-view.ts'

/** The copy that one reader gets, filled as for sending; `html` still names its pictures by `cid:`. */
export function mailCopy(
  rendered: Rendered,
  reader: PreviewView['reader'],
  config: Config,
  issueId: string,
  text: Text,
): { html: string; text: string } {
  return compileFill(rendered)(sampleFields(reader, config, issueId, text))
}

/** Links in the copy that lead nowhere personal: nobody is unsubscribed by looking at a preview. */
function sampleFields(
  reader: PreviewView['reader'],
  config: Config,
  issueId: string,
  text: Text,
): RecipientFields {
  const name = text.screens.preview.readerNames[reader]
  return {
    name,
    salutation: salutationIn(text)(name || undefined),
    themesMoved: '',
    unsubscribeUrl: `${config.publicUrl}/u/${text.screens.preview.sampleToken}`,
    preferencesUrl: `${config.publicUrl}/p/${text.screens.preview.sampleToken}`,
    webUrl: `${config.publicUrl}/archive/${issueId}`,
  }
}

/** The pictures that travel inside the mail, fetched from `at` so that a browser can show them. */
export function withLocalPictures(html: string, at: string): string {
  return html.replaceAll(/(["'(])cid:([^"')\s]+)/g, (_, before: string, cid: string) => {
    return `${before}${at}/${encodeURIComponent(cid)}`
  })
}

/**
 * Imitates programs that turn every colour round. Pictures keep theirs, as they do there. Colours
 * are an approximation: each program has its own rules, and only a test mail shows them.
 */
export function withColoursInverted(html: string): string {
  const turn = 'filter:invert(1) hue-rotate(180deg)'
  const style = `<style>html{background:#fff;${turn}}img{${turn}}</style>`
  const head = html.search(/<\/head>/i)
  return head < 0 ? style + html : html.slice(0, head) + style + html.slice(head)
}
