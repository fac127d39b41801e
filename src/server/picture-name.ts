export const pictureTypes = ['jpg', 'png', 'gif', 'webp'] as const
export type PictureType = (typeof pictureTypes)[number]

const endings: Record<PictureType, string[]> = {
  jpg: ['jpg', 'jpeg'],
  png: ['png'],
  gif: ['gif'],
  webp: ['webp'],
}

/**
 * `C:\\Foto's\\De haven (1).JPEG` -> `De-haven-1.jpeg`: a name that is the same on every disk, in an
 * address and between the brackets of Markdown. The end says what the picture is.
 */
export function pictureName(given: string, type: PictureType): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const [, before = last, after = ''] = /^(.*)\.([^.]*)$/s.exec(last) ?? []
  const ending = endings[type].find((one) => one === after.toLowerCase()) ?? type
  const stem = before
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^[-_]+|[-_]+$/g, '')
  // Names that Windows keeps for its own devices, whatever comes after the dot.
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem)
  return `${stem === '' ? 'beeld' : isDevice ? `beeld-${stem}` : stem}.${ending}`
}

/** Whether it is a name that we would give ourselves. */
export function isPictureName(name: string): boolean {
  return pictureTypes.some((type) => pictureName(name, type) === name)
}

/** What stands in the text for a picture, its description still to be written. */
export function pictureLine(name: string): string {
  const address = /^[\w.-]+$/.test(name)
    ? name
    : encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29')
  return `![](${address})`
}
