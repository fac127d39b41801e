/** What someone is interested in: themes, partners they want to read from, networks they are in. */
export type ChoiceKind = 'theme' | 'partner' | 'network'
export type Choices = Record<ChoiceKind, string[]>

/** ` partner:pvo theme:burgernet `: sorted, so that equal choices are equal text. */
export function choicesText(choices: Choices): string {
  const words = new Set(
    (Object.keys(choices) as ChoiceKind[]).flatMap((kind) =>
      choices[kind].map((id) => `${kind}:${id}`),
    ),
  )
  return words.size === 0 ? ' ' : ` ${[...words].toSorted().join(' ')} `
}

export function choicesOf(text: string): Choices {
  const words = text.split(' ')
  const of = (kind: ChoiceKind) =>
    words.filter((word) => word.startsWith(`${kind}:`)).map((word) => word.slice(kind.length + 1))
  return { theme: of('theme'), partner: of('partner'), network: of('network') }
}
