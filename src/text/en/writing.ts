import type { Text } from '../text.ts'

export const writing: Text['screens']['writing'] = {
  heading: 'How to write a text',
  intro: 'You write plain sentences. A few signs make a heading, a list or a link of them.',
  typed: 'You type',
  becomes: 'That becomes',
  fields: {
    title: 'The fields at the top',
    source: [
      '---',
      'title: Come to the network day',
      'link:',
      '  text: Sign up for the network day',
      '  url: https://example.org/day',
      '---',
      '',
      'On Thursday 23 March you meet in Rotterdam.',
    ].join('\n'),
    shown: {
      title: 'Come to the network day',
      body: 'On Thursday 23 March you meet in Rotterdam.',
      link: 'Sign up for the network day',
    },
    notes: [
      'Between the two lines of three dashes stand the fields: first a name such as title, then a colon and a space. Leave the dashes where they are. The text comes below.',
      'Is there a colon in the title itself? Put quotation marks around it: title: "Subsidy: how it works".',
      'In issue.md there are also subject, the subject of the mail, and preheader, the line that stands beside the subject in the inbox.',
    ],
  },
  samples: [
    {
      title: 'Paragraphs',
      source: 'This is the first paragraph.\n\nAfter an empty line the next begins.',
      notes: [],
    },
    {
      title: 'Headings',
      source: '## Signing up\n\nYou can until 1 March.',
      notes: [
        'Two hashes and a space. Below such a heading a smaller one may come, with three hashes.',
      ],
    },
    {
      title: 'Bold and italic',
      source: 'You can sign up **until 1 March**. Read *Safe together*.',
      notes: [],
    },
    {
      title: 'Links',
      source: '[Read the programme of the day](https://example.org/day)',
      notes: [
        'Between the square brackets stands the text, between the round ones the address. The text says where the link goes.',
      ],
    },
    {
      title: 'Pictures',
      source: '![A hall full of people](hall.jpg)',
      notes: [
        'Like a link, with an exclamation mark before it. Between the square brackets stands what it shows, for whoever does not see the picture. Between the round ones stands the name of the file. You can add a picture below the text box.',
      ],
    },
    {
      title: 'Lists',
      source: '- Bring your card.\n- Be on time.\n\n1. First the coffee.\n2. Then the programme.',
      notes: ['A dash or a number, and a space. Leave an empty line before the list.'],
    },
    {
      title: 'Tables',
      source: '| Municipality | People |\n|---|---|\n| Barendrecht | 120 |\n| Rotterdam | 3400 |',
      notes: [
        'Upright lines divide the columns. The first line is the heading, below it comes a line of dashes. Every line has as many columns.',
      ],
    },
  ],
}
