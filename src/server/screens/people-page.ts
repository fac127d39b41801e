import { html } from 'hono/html'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'
import { page } from '../layout.ts'
import type { FormErrors } from '../public/form.ts'
import { errorSummary } from '../public/screens/fields.ts'

/** A page below that of the subscribers; what has to be put right in its form comes first. */
export function peoplePage({
  title,
  below = [],
  errors = new Map(),
  body,
  text,
}: {
  title: string
  /** Further down than the subscribers, not including this page. */
  below?: { title: string; href: string }[]
  errors?: FormErrors
  body: Html
  text: Text
}): Html {
  return page({
    title,
    text,
    current: 'subscribers',
    fault: errors.size > 0,
    trail: [{ title: text.screens.people.nav, href: '/subscribers' }, ...below],
    body: html`${errorSummary(errors, text)} ${body}`,
  })
}
