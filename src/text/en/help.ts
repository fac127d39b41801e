import type { Text } from '../text.ts'

export const help: Text['screens']['help'] = {
  nav: 'Help',
  heading: 'Help',
  sections: [
    {
      id: 'new',
      title: 'Make a new issue',
      paragraphs: [
        'Press New issue on the overview and choose the month. Where Soon has a button for the next issue, that makes it too.',
        'You come to the page of the new issue. Press New item at a partner there to write an item, and New event under Agenda.',
      ],
      commands: [],
    },
    {
      id: 'write',
      title: 'Write and look',
      paragraphs: [
        'Each item is a file with text. Click an item in the preview to open it, or write in your own program.',
        'As soon as you save, the preview refreshes. The problems beside it say what is wrong and where. Next problem, or the key F8, leads from one to the other. What you typed is saved first.',
        'Did you lose something? After Save there is Put the previous version back. Below the text there are older versions too.',
      ],
      commands: [],
    },
    {
      id: 'send',
      title: 'Send',
      paragraphs: [
        'Under Plan of an issue you choose when it leaves by itself.',
        'You can send at once at Sending, with the button Rehearse and send. You see first who gets the mail.',
      ],
      commands: [],
    },
    {
      id: 'commands',
      title: 'With commands',
      paragraphs: [
        'In a window for commands, in the folder of the newsletter, much can be done too. These commands make an issue, show on which days issues appear, rehearse sending and send a test to your own address. The days are in newsletters/series.yaml.',
      ],
      commands: [
        'npx rondbrief new',
        'npx rondbrief schedule',
        'npx rondbrief send 2026-12',
        'npx rondbrief send 2026-12 --test',
      ],
    },
    {
      id: 'doctor',
      title: 'Something does not work?',
      paragraphs: ['This command examines this computer and says what you can do.'],
      commands: ['npx rondbrief doctor'],
    },
  ],
}
