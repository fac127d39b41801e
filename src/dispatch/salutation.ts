import type { Text } from '../text/text.ts'
import type { Salutation } from './recipient-fields.ts'

/** "Beste Jan Jansen", or "Beste lezer" for who gave no name. */
export function salutationIn(text: Text): Salutation {
  return (name) => {
    const given = name?.trim()
    return given ? text.mail.salutationFor(given) : text.mail.salutation
  }
}
