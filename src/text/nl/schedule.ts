/** What `rondbrief schedule` says. */
export const schedule = {
  options: {
    skip: 'Sla de data over die voorbijgingen zonder editie.',
    at: 'Het moment waarop de editie weggaat, zoals 2026-12-15T10:00. Anders geldt send_at in issue.md.',
    yesReally: 'Plan de editie echt in. Zonder deze optie ziet u alleen wat er zou gebeuren.',
  },
  issue: {
    wouldPlan: (title: string, moment: string, count: string, n: number) =>
      `‘${title}’ zou op ${moment} naar ${n === 1 ? '1 ontvanger' : `${count} ontvangers`} gaan. Er is nog niets ingepland.`,
    fingerprint: (fingerprint: string) =>
      `Vingerafdruk ${fingerprint}. Wordt de editie daarna gewijzigd, dan gaat er niets weg tot u haar opnieuw inplant.`,
    next: (command: string) => `Echt inplannen: ${command}`,
    question: (count: string, n: number, title: string, moment: string) =>
      `‘${title}’ gaat op ${moment} naar ${count} ${n === 1 ? 'ontvanger' : 'ontvangers'}. Typ dit aantal om in te plannen: `,
    planned: (title: string, moment: string, count: string, n: number, fingerprint: string) =>
      `‘${title}’ gaat op ${moment} vanzelf naar ${n === 1 ? '1 ontvanger' : `${count} ontvangers`}. Vingerafdruk ${fingerprint}.`,
    noMoment: 'Er is nog geen moment.',
    none: (given: string) => `‘${given}’ is geen dag en tijd die bestaan.`,
    past: (moment: string) => `Dit moment is al geweest: ${moment}.`,
    noMomentWhatNow: (command: string) =>
      `geef een moment dat nog komt, bijvoorbeeld ${command} --at 2026-12-15T10:00.`,
  },
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
