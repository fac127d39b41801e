/** The fixed words of mail, plain text and web page. */
export const mail = {
  calendar: {
    /** Monday first. */
    weekdays: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
    months: [
      'januari',
      'februari',
      'maart',
      'april',
      'mei',
      'juni',
      'juli',
      'augustus',
      'september',
      'oktober',
      'november',
      'december',
    ],
    time: (hours: number, minutes: number) =>
      `${hours}.${String(minutes).padStart(2, '0')}\u00A0uur`,
    times: (startHours: number, startMinutes: number, endHours: number, endMinutes: number) =>
      `${startHours}.${String(startMinutes).padStart(2, '0')} tot ${endHours}.${String(endMinutes).padStart(2, '0')}\u00A0uur`,
    /** "donderdagochtend" */
    partOfWeekday: (weekday: string, part: 'morning' | 'afternoon' | 'evening') =>
      `${weekday}${{ morning: 'ochtend', afternoon: 'middag', evening: 'avond' }[part]}`,
  },
  numbers: { group: '.', decimal: ',' },
  and: 'en',
  salutation: 'Beste lezer',
  salutationFor: (name: string) => `Beste ${name}`,
  /** Mail programs show this line after the preheader. */
  topLine: (organisation: string, title: string) => `${organisation}, ${title}.`,
  viewInBrowser: 'Bekijk in browser',
  contents: 'In deze editie',
  contentsEntry: (partner: string) => `${partner}:`,
  agenda: {
    heading: 'Agenda',
    headingFor: (year: string | undefined) => (year === undefined ? 'Agenda' : `Agenda ${year}`),
    date: 'Datum',
    event: 'Bijeenkomst',
    caption: 'Bijeenkomsten, op datum',
    contentsTitle: (count: number) => (count === 1 ? '1 bijeenkomst' : `${count} bijeenkomsten`),
    moved: (from: string) => `Verplaatst van ${from}.`,
    cancelled: 'Gaat niet door.',
    addToCalendar: 'Zet deze data in uw eigen agenda',
    moreAbout: (title: string) => `Meer over ${title}`,
  },
  figures: {
    heading: 'In cijfers',
    total: 'Totaal',
    totalComputed: 'Totaal (berekend)',
    headline: (unit: string, isComputed: boolean) =>
      `${unit === 'euro' ? '' : `${unit} `}in totaal${isComputed ? ', berekend' : ''}`,
    totalInSource: (value: string) => `Totaal volgens de bron: ${value}`,
    top: (count: number, rows: number) =>
      `De hoogste ${count} van ${rows}. In de tabel staan ze allemaal.`,
    chartAlt: (title: string, rows: string) =>
      `Staafdiagram ‘${title}’. ${rows}. De tabel hieronder geeft alle cijfers.`,
    chartTopAlt: (title: string, count: number, rows: string) =>
      `Staafdiagram ‘${title}’, de hoogste ${count}. ${rows}. De tabel hieronder geeft alle cijfers.`,
    chartEntry: (label: string, value: string) => `${label} ${value}`,
    caption: (title: string) => `Alle cijfers: ${title}`,
    value: (unit: string): string => (unit === 'euro' ? 'Bedrag' : 'Aantal'),
    note: 'Toelichting',
    source: (source: string) => `Bron: ${source}`,
  },
  feedback: {
    heading: 'Wat vond u van deze nieuwsbrief?',
    text: 'Was deze nieuwsbrief nuttig? Wat kan er beter?',
    link: 'Mail ons uw mening',
    subject: (title: string) => `Mijn mening over ${title}`,
  },
  share: {
    text: 'Kent u iemand die dit moet lezen? Stuur dan het webadres van deze editie door. De links onder in deze mail zijn van u alleen.',
    link: 'Open het webadres van deze editie',
    subscribe: 'Kreeg u deze mail doorgestuurd? Vraag dan zelf de nieuwsbrief aan.',
    subscribeLink: 'Meld u aan',
  },
  footer: {
    heading: 'Over deze nieuwsbrief',
    reason: (list: string, organisation: string) =>
      `U krijgt deze mail omdat uw adres op de lijst ‘${list}’ van ${organisation} staat.`,
    themesMoved: (themes: string, count: number, successors: string) =>
      count === 1
        ? `Uw onderwerp ${themes} hoort nu bij ${successors}.`
        : `Uw onderwerpen ${themes} horen nu bij ${successors}.`,
    manyThemesMoved: 'Een aantal van uw onderwerpen hoort nu bij andere onderwerpen.',
    themesAdapted: 'Wij hebben dat voor u aangepast.',
    website: 'Website',
    privacy: 'Privacy',
    preferences: 'Voorkeuren wijzigen',
    unsubscribe: 'Afmelden',
    archive: 'Alle edities',
    accessibility: 'Toegankelijkheid',
    partners: 'De partners van deze editie',
  },
  text: {
    link: (number: number, url: string) => `[${number}] ${url}`,
    image: (alt: string) => `Afbeelding: ${alt}`,
  },
  web: {
    skip: 'Naar de inhoud',
    subscribe: 'Wilt u deze nieuwsbrief in uw mail?',
    archive: 'Alle edities',
  },
}
