import type { backupWords as dutch } from '../nl/backup.ts'

export const backupWords: typeof dutch = {
  options: {
    to: 'The folder for the backup. Otherwise backup_folder of rondbrief.yaml counts.',
    plain: 'Make the copy without encryption. Whoever has the file can then read every address.',
  },
  onServer: 'The list is on a database server, which makes backups of its own.',
  onServerWhatNow:
    'ask your administrator about those of the server, and keep the folder data too.',
  noFolder: 'It does not say in which folder the backup must come.',
  noFolderWhatNow:
    'give --to with a folder on another disk, or set backup_folder in rondbrief.yaml.',
  written: (file, megabytes) => `Backup made: ${file} (${megabytes} MB)`,
  readBack: 'The copy was read back to its end and is right.',
  plainNote: 'This copy is not encrypted. Keep it where nobody else can get at it.',
  keyNote:
    'Keep RONDBRIEF_BACKUP_KEY and data/secret somewhere else. Without those two the copy cannot be used.',
  failed: {
    'key-missing': {
      found: 'There is no key to encrypt the backup with.',
      whatNow:
        'have your administrator set RONDBRIEF_BACKUP_KEY. If the copy may really be readable, repeat the command with --plain.',
    },
    'key-short': {
      found: 'The key in RONDBRIEF_BACKUP_KEY is too short to be safe.',
      whatNow: 'choose a longer one, of at least 16 characters, and keep it well.',
    },
    'folder-missing': {
      found: 'The folder for backups is not there.',
      whatNow: 'connect the disk, or make the folder.',
    },
    'no-database': {
      found: 'There is no database to keep yet.',
      whatNow: 'import subscribers first, or start Rondbrief.',
    },
    'disk-short': {
      found: 'There is too little room on the disk for a backup.',
      whatNow: 'make room, or choose a folder on another disk with --to.',
    },
    'database-damaged': {
      found: 'The database is damaged. No copy was made; older copies are still there.',
      whatNow: 'stop Rondbrief and put an older copy back with ‘npx rondbrief restore’.',
    },
    'not-read-back': {
      found: 'The copy came back from the disk other than it went, and was removed.',
      whatNow: 'do not trust this disk any more. Choose a folder on another one with --to.',
    },
  },
  daily: (moment, found) => `${moment}: no backup made. ${found}`,
  restore: {
    options: { replace: 'Replace the database that is there now. It is kept in the data folder.' },
    noFile: (file) => `There is no file ${file}.`,
    noFileWhatNow: 'look in the folder with backups for its name.',
    'in-use': {
      found: 'Rondbrief is on, or another command is still busy. Nothing was changed.',
      whatNow: 'close Rondbrief and wait until sending is done. Then repeat the command.',
    },
    'not-a-backup': {
      found: 'This file is no backup of Rondbrief.',
      whatNow: 'choose a file that begins with ‘rondbrief-’ and ends in .backup.',
    },
    'key-missing': {
      found: 'This copy is encrypted, and there is no key.',
      whatNow: 'have your administrator set RONDBRIEF_BACKUP_KEY to the key of that time.',
    },
    'wrong-key': {
      found: 'This copy was made with another key.',
      whatNow: 'set RONDBRIEF_BACKUP_KEY to the key of that time.',
    },
    damaged: {
      found: 'This copy is damaged or not complete. Nothing was changed.',
      whatNow: 'take another copy.',
    },
    'other-list': {
      found: 'This copy is of another newsletter. Nothing was changed.',
      whatNow: 'choose a copy of this newsletter.',
    },
    'disk-short': {
      found: 'There is too little room on the disk to put the copy back.',
      whatNow: 'make room and repeat the command.',
    },
    unusable: {
      found: 'This copy does not fit this version of Rondbrief. Nothing was changed.',
      whatNow: 'update Rondbrief and repeat the command.',
    },
    occupied: (moment) =>
      `The copy of ${moment} is in order. There is a database already, so nothing was changed yet.`,
    occupiedWhatNow: 'do you want to replace it? Repeat the command with --replace.',
    done: (moment, subscribers) =>
      `The copy of ${moment} is back in place, with ${subscribers} subscribers.`,
    keptAs: (file) =>
      `The previous database is in ${file}. It holds personal data; Rondbrief removes it by itself.`,
    ended: 'Who had unsubscribed or was erased since the copy, is so again.',
    noEndings:
      'The file data/endings.log is missing. Who unsubscribed or was erased since the copy is not known here.',
    noEndingsWhatNow:
      'if you have a copy of endings.log and sendings.log, put them back in the data folder before you turn sending on.',
    off: 'Sending is off until you have looked at what was sent since the copy.',
    offWhatNow: "look with 'npx rondbrief restored'.",
  },
}
