import { quoted, telephoneLink, type ProblemTexts } from '../../problem-text.ts'

/** What looks like the data of one person. `found` is masked: enough to find it, too little to use. */
export const personalData = {
  'personal-data/citizen-number': ({ found }) => ({
    title: `This number looks like a citizen service number:${quoted(found)}.`,
    why: 'A citizen service number in a newsletter is a data breach.',
    fix: `Remove it. ${otherwise}`,
  }),
  'personal-data/bank-account': ({ found }) => ({
    title: `This looks like a bank account number:${quoted(found)}.`,
    why: 'With an account number somebody can be defrauded.',
    fix: 'Remove it. Does it belong to an organisation? Then give a reason.',
  }),
  'personal-data/number-plate': ({ found }) => ({
    title: `This looks like a number plate:${quoted(found)}.`,
    why: 'A number plate leads to a person.',
    fix: `Remove it. ${otherwise}`,
  }),
  'personal-data/telephone': ({ found }) => ({
    title: `This is a telephone number:${quoted(found)}.`,
    why: 'The number of a person does not belong in a newsletter.',
    fix: `Is it of a person? Remove it. May everybody call it? Make it a link, with all its digits: ${telephoneLink(found)}.`,
  }),
  'personal-data/address': ({ found }) => ({
    title: `This address may be a home:${quoted(found)}.`,
    why: 'A home address does not belong in a newsletter.',
    fix: "Remove it. Is it a place that readers go to? Then put 'Locatie:' before it, or give a reason.",
  }),
  'personal-data/named-offence': ({ found }) => ({
    title: `This sentence has a name beside an offence:${quoted(found)}.`,
    why: 'Data on punishment and suspicion of a person has extra protection.',
    fix: 'Remove the name. Has the name nothing to do with it? Then give a reason.',
  }),
} satisfies Partial<ProblemTexts>

const otherwise = 'Is it something else? Then give a reason.'
