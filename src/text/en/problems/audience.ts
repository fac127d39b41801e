import { quoted, type ProblemTexts } from '../../problem-text.ts'

/** Who gets something: segments, and the themes and municipalities they are made of. */
export const audience = {
  'segment/invalid': ({ found, reason }) => ({
    title:
      `The segment${quoted(found)} is not described well. ${invalid[String(reason)]?.found ?? ''}`.trim(),
    why: 'Rondbrief then does not know who belongs to it, and sends nothing to this segment.',
    fix: invalid[String(reason)]?.fix ?? '',
  }),
  'segment/value-unknown': ({ field, found, suggestion }) => ({
    title: `'${field}' says${quoted(found)}. Rondbrief does not know it.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why: 'The segment would be too small, or empty.',
    fix:
      suggestion === undefined
        ? `Choose a value for '${field}' that exists.`
        : `Change${quoted(found)} to '${suggestion}'.`,
  }),
  'segment/value-retired': ({ field, found, suggestion }) => ({
    title: `'${field}' says${quoted(found)}. It no longer exists.`,
    why: 'Whoever belonged to it now counts with what took its place.',
    fix:
      suggestion === undefined
        ? `Remove${quoted(found)}.`
        : `Change${quoted(found)} to '${suggestion}'.`,
  }),
  'segment/duplicate': ({ found }) => ({
    title: `There are two segments named${quoted(found)}.`,
    why: 'Rondbrief then does not know which of the two is meant.',
    fix: 'Give one of them another name.',
  }),
  'theme/duplicate': ({ found }) => ({
    title: `The theme${quoted(found)} is in the list twice.`,
    why: 'A theme may have one meaning only.',
    fix: 'Remove one of them, or give it another id.',
  }),
  'theme/successor-unknown': ({ found }) => ({
    title: `The theme${quoted(found)} is a successor here, but is not in the list.`,
    why: 'Readers of the old theme would then belong nowhere.',
    fix: 'Add the theme to the list, or change the successor.',
  }),
  'network/duplicate': ({ found }) => ({
    title: `The network${quoted(found)} is in the list twice.`,
    why: 'A network may have one meaning only.',
    fix: 'Remove one of them, or give it another id.',
  }),
  'network/successor-unknown': ({ found }) => ({
    title: `The network${quoted(found)} is a successor here, but is not in the list.`,
    why: 'Members of the old network would then belong nowhere.',
    fix: 'Add the network to the list, or change the successor.',
  }),
} satisfies Partial<ProblemTexts>

const invalid: Record<string, { found: string; fix: string }> = {
  empty: {
    found: 'There is a condition without a value.',
    fix: 'Fill in at least one value, or remove the line.',
  },
  deep: {
    found: 'The conditions are nested too deeply.',
    fix: 'Make two segments of it, or write the conditions more briefly.',
  },
  both: {
    found: "There is both 'everyone' and 'who'.",
    fix: 'Choose one: for everyone, or with conditions.',
  },
}
