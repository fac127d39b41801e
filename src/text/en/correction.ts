/** Correcting: what `dispatch … correction` says and puts in the file of a correction. */
export const correction = {
  suffix: 'correction',
  titleOf: (title: string) => `Correction: ${title}`,
  preheader: (title: string) => `There was a mistake in ‘${title}’. Here is how it really is.`,
  comments: {
    head: [
      'A correction. Write below the dashes what was wrong and how it really is.',
      'It goes to whoever got the mistake, and to nobody else.',
    ],
    subject: ['The subject: say what it is about, so that readers know whether it concerns them.'],
    corrects: ['The issue with the mistake. Put no segments beside it.'],
  },
  made: (id: string, file: string) => `Correction ${id} was made: ${file}`,
  readers: (count: string, n: number) =>
    n === 1
      ? 'It is for 1 reader who got the mistake.'
      : `It is for ${count} readers who got the mistake.`,
  next: (command: string) =>
    `write in that file what was wrong and how it really is. Then see with ${command} who gets it.`,
  failed: (reason: string) => `The correction could not be made (${reason}).`,
  failedWhatNow:
    'see whether you may write in the folder newsletters and whether the disk has room.',
  chooseVersion: 'There is more than one version of the mail. Choose one if need be:',
  version: (hash: string, count: string, n: number, subject: string) =>
    `  ${hash}  ${n === 1 ? '1 reader' : `${count} readers`}  ${subject}`,
}
