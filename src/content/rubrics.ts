/** The kinds of item that readers know; another word is shown too, with a warning for its author. */
export const rubrics = [
  'nieuws',
  'terugblik',
  'vooruitblik',
  'aanbod',
  'oproep',
  'publicatie',
  'kennisbank',
  'cijfers',
  'uitgelicht',
] as const
