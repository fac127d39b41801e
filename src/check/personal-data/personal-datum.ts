/** Something in a text that looks like the data of one person. */
export type PersonalDatum = {
  /** As written. Never leaves this stage: screens, JSON and logs get `masked`. */
  raw: string
  index: number
  /** Enough to find it back in the text, too little to use. An acceptance quotes this form. */
  masked: string
}
