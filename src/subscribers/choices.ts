/** What someone is interested in: themes and the partners they want to read from. */
export type ChoiceKind = 'theme' | 'partner'
export type Choices = Record<ChoiceKind, string[]>

/** ` partner:pvo theme:burgernet `: sorted, so that equal choices are equal text. */
export function choicesText(choices: Choices): string {
  const words = new Set([
    ...choices.partner.map((id) => `partner:${id}`),
    ...choices.theme.map((id) => `theme:${id}`),
  ])
  return words.size === 0 ? ' ' : ` ${[...words].toSorted().join(' ')} `
}

export function choicesOf(text: string): Choices {
  const words = text.split(' ')
  const of = (kind: ChoiceKind) =>
    words.filter((word) => word.startsWith(`${kind}:`)).map((word) => word.slice(kind.length + 1))
  return { theme: of('theme'), partner: of('partner') }
}
