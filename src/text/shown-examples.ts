/**
 * The examples that messages show, in each language. They are copied to the letter by people in a hurry,
 * so a check looks for them in what was written: only what nobody would write of their own may be here.
 */
export const shownExamples = {
  nl: {
    title: 'De titel van dit bericht',
    alt: 'Wat er op de foto te zien is',
    linkText: 'Lees het verslag van de Zonnedag',
    address: 'info@organisatie.nl',
    url: 'https://organisatie.nl/nieuws',
    date: '2000-11-28',
    moment: '2000-11-28T10:00',
  },
  en: {
    title: 'The title of this item',
    alt: 'What can be seen in the photo',
    linkText: 'Read the report on the Sunny Day',
    address: 'info@organisation.org',
    url: 'https://organisation.org/news',
    date: '2000-11-28',
    moment: '2000-11-28T10:00',
  },
} as const

/** What messages say of the words to fill in, in a field: no text of anybody's own says only this. */
export const copiedInstructions = {
  nl: [
    'waar deze editie over gaat',
    'vul daarachter in wat er moet staan',
    'wat er moet staan',
    'een zin die het onderwerp aanvult',
    'de woorden van de knop',
    'wat er te zien is',
    'wat de lezer daar vindt',
    'wat er op de foto te zien is',
  ],
  en: [
    'what this issue is about',
    'what it should say',
    'fill in behind it what it should say',
    'a sentence that adds to the subject',
    'the words of the button',
    'what can be seen',
    'what the reader finds there',
  ],
} as const
