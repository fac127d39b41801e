import type { manyMachines as nl } from '../nl/many-machines.ts'

export const manyMachines: typeof nl = {
  worker: {
    noServer: 'Helping to send needs a database server (PostgreSQL).',
    noServerWhatNow:
      'put the address of the server in RONDBRIEF_DATABASE_URL. On one computer npm start sends by itself.',
    waiting: 'Ready to help sending. Leave this window open; Ctrl+C stops it.',
    stopped: 'Stopped. What was under way was finished.',
  },
  move: {
    options: { yesReally: 'Really move. Without this option nothing changes.' },
    noServer: 'There is no database server to move to.',
    noServerWhatNow:
      'put the address of the server in RONDBRIEF_DATABASE_URL and repeat the command.',
    nothing: 'There is no database on this computer to move.',
    nothingWhatNow:
      'check that you are in the right folder. A new list can begin on the server at once.',
    inUse: 'Rondbrief is still busy on this computer.',
    inUseWhatNow: 'stop npm start and every other command of Rondbrief, and repeat this one.',
    notEmpty: 'The database on the server is not empty. Nothing has changed.',
    notEmptyWhatNow: 'make a new, empty database and put it in RONDBRIEF_DATABASE_URL.',
    heading: 'This will move, line by line:',
    notYet: 'Nothing has moved yet.',
    notYetWhatNow: 'stop npm start, make a copy of the folder data, and repeat with --yes-really.',
    done: (rows: string) =>
      `Moved and read back: ${rows} lines, on the server exactly equal to those here.`,
    kept: (file: string) =>
      `The old database is in ${file}. It holds personal data; Rondbrief removes it by itself.`,
    doneWhatNow:
      'see that RONDBRIEF_DATABASE_URL is always set, on every computer that helps. Give each computer the same RONDBRIEF_SECRET too.',
  },
}
