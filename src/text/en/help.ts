import type { Text } from '../text.ts'

export const help: Text['screens']['help'] = {
  nav: 'Help',
  heading: 'Help',
  sections: [
    {
      id: 'new',
      title: 'Make a new issue',
      paragraphs: [
        'Press the button under Soon on the overview, or give the first command in the folder of the newsletter. It makes a folder with issue.md and a folder per partner.',
        'On which days issues appear is in newsletters/series.yaml. The second command shows them.',
      ],
      commands: ['npx rondbrief new', 'npx rondbrief schedule'],
    },
    {
      id: 'write',
      title: 'Write and look',
      paragraphs: [
        'Each contribution is a text file in newsletters, in the folder of the issue and the partner. Write in your own program or click an item in the preview.',
        'As soon as you save, the preview refreshes. The problems beside it say what is wrong and where.',
      ],
      commands: [],
    },
    {
      id: 'send',
      title: 'Send',
      paragraphs: [
        'Under Plan of an issue you choose when it leaves by itself.',
        'You can send at once at Sending, with the button Rehearse and send. You see first who gets the mail.',
        'There are two commands for this. The first rehearses, the second sends a test to your own address.',
      ],
      commands: ['npx rondbrief send 2026-12', 'npx rondbrief send 2026-12 --test'],
    },
    {
      id: 'doctor',
      title: 'Something does not work?',
      paragraphs: ['This command examines this computer and says what you can do.'],
      commands: ['npx rondbrief doctor'],
    },
  ],
}
