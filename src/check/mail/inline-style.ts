/** Every `name: value` of a `style` attribute, names in lower case. */
export function declarations(style: string | undefined): [name: string, value: string][] {
  return (style ?? '').split(';').flatMap((part): [string, string][] => {
    const colon = part.indexOf(':')
    if (colon < 1) return []
    return [[part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim()]]
  })
}

/** The value that counts: the last one, as browsers take it. */
export function declaration(style: string | undefined, name: string): string | undefined {
  return declarations(style).findLast(([found]) => found === name)?.[1]
}
