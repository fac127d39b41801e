import type { Text } from '../text.ts'

export const versions: Text['screens']['versions'] = {
  previous: 'Put the previous version back',
  heading: (count) => `Earlier versions (${count})`,
  explain:
    'This is how the file was before it was saved here: the last 20 times, at most 30 days back. They are on this computer only.',
  until: (moment) => `Until ${moment}`,
  differs: (lines, from) =>
    lines === 1
      ? `Line ${from} differs from now`
      : `${lines} lines differ from now, from line ${from}`,
  was: (words: string) => `It said: ‘${words}’`,
  putBack: 'Put this version back',
}
