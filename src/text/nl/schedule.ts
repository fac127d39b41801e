/** What `rondbrief schedule` says. */
export const schedule = {
  options: { skip: 'Sla de data over die voorbijgingen zonder editie.' },
  none: 'Er is nog geen reeks.',
  noneWhatNow: 'schrijf in newsletters/series.yaml op welke dagen een editie verschijnt.',
  noDates: 'Het komende jaar verschijnt er volgens de reeksen niets.',
  series: (title: string, time: string) => `${title}, om ${time}`,
  states: {
    open: 'nog geen editie',
    made: (issueId: string) => `editie ${issueId}`,
    skipped: 'overgeslagen',
  },
  moved: (from: string) => `verplaatst van ${from}`,
  clock: {
    forward: (time: string) =>
      `Hiervoor begint de zomertijd. De editie vertrekt als de klok ${time} aanwijst.`,
    back: (time: string) =>
      `Hiervoor eindigt de zomertijd. De editie vertrekt als de klok ${time} aanwijst.`,
  },
  note: {
    skipped: (time: string, becomes: string) =>
      `${time} bestaat die dag niet, want de klok gaat vooruit. Het wordt ${becomes}.`,
    doubled: (time: string) =>
      `${time} komt die dag twee keer voor, want de klok gaat terug. De eerste keer telt.`,
  },
  passed: (count: number, dates: string) =>
    count === 1
      ? `Een datum ging voorbij zonder editie: ${dates}.`
      : `${count} data gingen voorbij zonder editie: ${dates}.`,
  passedWhatNow: (make: string, skip: string) =>
    `maak de editie alsnog, bijvoorbeeld met ${make}, of sla over met ${skip}.`,
  skipped: (count: number) =>
    count === 1 ? '1 datum is overgeslagen.' : `${count} data zijn overgeslagen.`,
}
