import type { RecipientFields } from '../render/rendered.ts'
import { personalLinks } from '../subscribers/personal-links.ts'
import type { Text } from '../text/text.ts'
import { salutationIn } from './salutation.ts'
import { themesMovedIn, type ThemeMove } from './theme-moves.ts'

/** Makes the values that differ per recipient, from the random name of that recipient. */
export function fieldsFor(settings: {
  publicUrl: string
  issueId: string
  secret: string
  text: Text
}): (ref: string, name: string | null, moves?: readonly ThemeMove[]) => RecipientFields {
  const { publicUrl, issueId, secret, text } = settings
  const [salutation, themesMoved] = [salutationIn(text), themesMovedIn(text)]
  return (ref, name, moves) => ({
    salutation: salutation(name ?? undefined),
    name: name ?? '',
    themesMoved: moves === undefined ? '' : themesMoved(moves),
    ...personalLinks(publicUrl, issueId, ref, secret),
  })
}
