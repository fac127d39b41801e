import type { RecipientFields } from '../render/rendered.ts'
import { personalLinks } from '../subscribers/personal-links.ts'

/** How a mail addresses its reader: by name, or with the general words. */
export type Salutation = (name: string | undefined) => string

/** Makes the values that differ per recipient, from the random name of that recipient. */
export function fieldsFor(settings: {
  publicUrl: string
  issueId: string
  secret: string
  salutation: Salutation
}): (ref: string, name: string | null) => RecipientFields {
  const { publicUrl, issueId, secret, salutation } = settings
  return (ref, name) => ({
    salutation: salutation(name ?? undefined),
    name: name ?? '',
    ...personalLinks(publicUrl, issueId, ref, secret),
  })
}
