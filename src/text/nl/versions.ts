/** Earlier versions of a file, under its text. */
export const versions = {
  previous: 'Zet de vorige versie terug',
  heading: (count: number) => `Eerdere versies (${count})`,
  explain:
    'Zo was dit bestand voordat het hier werd bewaard: de laatste 20 keer, hoogstens 30 dagen terug. Ze staan alleen op deze computer.',
  until: (moment: string) => `Tot ${moment}`,
  differs: (lines: number, from: number) =>
    lines === 1
      ? `Regel ${from} is anders dan nu`
      : `${lines} regels anders dan nu, vanaf regel ${from}`,
  was: (words: string) => `Daar stond: ‘${words}’`,
  putBack: 'Zet deze versie terug',
}
