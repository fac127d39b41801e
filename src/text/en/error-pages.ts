import type { errorPages as dutch } from '../nl/error-pages.ts'

export const errorPages: typeof dutch = {
  backToOverview: 'To the overview',
  backToIssue: 'To the issue',
  closed: {
    title: 'Nothing can be added to this issue any more',
    body: 'It is being sent, or was sent already. Nothing has changed.',
    whatNow:
      'keep it for the next issue. Was something wrong? Then make a correction, under Dispatch.',
  },
  notFound: {
    title: 'This page does not exist',
    body: 'Perhaps the issue or the file was renamed or removed.',
    whatNow: 'go to the overview and continue there.',
  },
  token: {
    title: 'Open Rondbrief with the link from its window',
    body: 'Rondbrief only shows things to who has the link. It is in the window in which you started Rondbrief, and is new after every start.',
    whatNow: 'click the link in that window, or copy it here.',
  },
  host: {
    title: 'This address is not one of Rondbrief',
    body: 'Rondbrief only answers at 127.0.0.1 and localhost.',
    whatNow: 'open the link from the window in which you started Rondbrief.',
  },
  origin: {
    title: 'This request did not come from a page of Rondbrief',
    body: 'Nothing was changed.',
    whatNow: 'open the page again and try it there.',
  },
  file: {
    outside: {
      title: 'This file cannot be opened here',
      body: 'Rondbrief only opens files of the newsletter itself.',
      whatNow: 'go back and choose a file of the issue.',
    },
    'not-found': {
      title: 'This file does not exist',
      body: 'Perhaps it was renamed or removed.',
      whatNow: 'go back to the issue and choose a file there.',
    },
    'not-text': {
      title: 'This file is not plain text',
      body: 'It holds characters that would be lost here.',
      whatNow: 'open it in a text program and save it as UTF-8.',
    },
    'too-large': {
      title: 'This file is too large to open here',
      body: 'It is larger than 256 kB.',
      whatNow: 'make it shorter in a text program.',
    },
  },
  form: {
    title: 'This form is not complete',
    body: 'Nothing was changed.',
    whatNow: 'go back, load the page again and try once more.',
  },
  newIssue: {
    title: 'The issue could not be made',
    body: 'Nothing was changed.',
    whatNow: 'check that the disk has room and that you may write in the folder newsletters.',
  },
  seriesChanged: {
    title: 'This date is no longer in the series',
    body: 'Nothing was changed.',
    whatNow: 'go to the overview; it says which date is next now.',
  },
  body: {
    title: 'This is too much text at once',
    body: 'Rondbrief takes up to 1 MB at a time. Nothing was changed.',
    whatNow: 'go back, make the text shorter and save again.',
  },
  full: {
    title: 'The disk is full',
    body: 'Rondbrief could not keep what you asked. What was kept before is still there.',
    whatNow: 'make room on the disk and try again.',
  },
  busy: {
    title: 'Another program holds the list',
    body: 'Nothing was changed.',
    whatNow: 'wait a moment and try again.',
  },
  unexpected: {
    title: 'Something went wrong that Rondbrief had not foreseen',
    body: 'This page has not changed your files.',
    whatNow:
      'load the page again. Does it go wrong again? Look in the window in which you started Rondbrief and send the message there to your administrator.',
  },
}
