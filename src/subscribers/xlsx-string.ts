/**
 * Puts together one text of a workbook, which may be in pieces of different looks. How a Japanese
 * word is pronounced (`rPh`) stands among them and is no part of it.
 */
export function stringCollector() {
  let [inText, inPhonetic, found] = [false, false, '']
  return {
    open(name: string) {
      if (name === 't') inText = !inPhonetic
      if (name === 'rPh') inPhonetic = true
    },
    text(text: string) {
      if (inText) found += text
    },
    close(name: string) {
      if (name === 't') inText = false
      if (name === 'rPh') inPhonetic = false
    },
    /** The text so far; the next one starts empty. */
    take(): string {
      const text = unescaped(found)
      found = ''
      return text
    },
  }
}

/**
 * Characters that XML cannot hold are written as `_x000D_` (ECMA-376 part 1, section 22.9.2.19).
 * Nothing but white space is nothing, decided once here: the same text may be in a million cells.
 */
export function unescaped(text: string): string {
  if (text.trim() === '') return ''
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
