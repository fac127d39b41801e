import type { Text } from '../text/text.ts'

/** How a mail addresses its reader: "Beste Jan Jansen", or "Beste lezer" for who gave no name. */
export function salutationIn(text: Text): (name: string | undefined) => string {
  return (name) => {
    const given = name?.trim()
    return given ? text.mail.salutationFor(given) : text.mail.salutation
  }
}
