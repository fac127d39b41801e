/** Checks that take long or ask others something, and so begin when somebody presses their button. */
export const requested = {
  heading: 'Uitgebreide controles',
  intro: 'Deze controles duren langer. Ze beginnen pas als u erom vraagt.',
  doesNotHold:
    'Wat hier blokkeert, houdt versturen niet vanzelf tegen. Los het toch op voordat u verstuurt.',
  broken: 'De controle is niet afgemaakt. Probeer het nog eens.',
  browserWhatNow:
    'Vraag uw beheerder om er een te installeren, of om in RONDBRIEF_CHROMIUM te zetten waar het programma staat.',
  old: 'De mail is daarna veranderd. De uitslag hoort bij de mail van toen: doe de controle opnieuw.',
  unasked: (count: number) =>
    count === 1
      ? 'Sindsdien is er 1 link bij gekomen. Die is nog niet nagevraagd.'
      : `Sindsdien zijn er ${count} links bij gekomen. Die zijn nog niet nagevraagd.`,
  /** While they are asked; the total is that of the button. */
  progress: ({ done, total }: { done: number; total: number }) =>
    `${done} van ${total === 1 ? '1 link' : `${total} links`} bekeken.`,
  stopped: 'U hebt deze controle gestopt. Er is geen uitslag.',
  refresh: 'Ververs de uitslag',
  checks: {
    links: {
      title: 'Werken de links?',
      explain:
        'Rondbrief bezoekt dan de websites waar deze editie naar verwijst. Die kunnen zien dat er vanaf uw netwerk iemand naar hun pagina kijkt.',
      button: (links: number, sites: number) => visit(links, sites),
      again: (links: number, sites: number) => `${visit(links, sites)}, opnieuw`,
      stop: 'Stop met navragen',
      running: 'Rondbrief vraagt de links nu na. Dat duurt hooguit anderhalve minuut.',
      good: (time: string) => `Nagevraagd om ${time}. Alle links werkten.`,
      done: (time: string) => `Nagevraagd om ${time}. Dit kwam eruit:`,
    },
    browser: {
      title: 'Is de mail goed te lezen?',
      explain:
        'Een browser op deze computer meet kleuren, breedte en knoppen, van de mail en van de webpagina. Er gaat niets naar buiten.',
      button: (_links: number, _sites: number) => 'Meet de mail in een browser',
      again: (_links: number, _sites: number) => 'Meet de mail opnieuw',
      stop: 'Stop met meten',
      running: 'De browser meet de mail nu. Dat duurt hooguit een minuut.',
      good: (time: string) => `Gemeten om ${time}. Alles was goed te lezen.`,
      done: (time: string) => `Gemeten om ${time}. Dit kwam eruit:`,
    },
    spam: {
      title: 'Lijkt de mail op spam?',
      explain: 'SpamAssassin op deze computer geeft de mail punten. Er gaat niets naar buiten.',
      button: (_links: number, _sites: number) => 'Laat SpamAssassin de mail lezen',
      again: (_links: number, _sites: number) => 'Laat SpamAssassin de mail opnieuw lezen',
      stop: 'Stop met lezen',
      running: 'SpamAssassin leest de mail nu. Dat duurt hooguit een minuut per versie.',
      good: (time: string) => `Gelezen om ${time}. De mail kreeg geen punten.`,
      done: (time: string) => `Gelezen om ${time}. Dit kwam eruit:`,
    },
  },
}

function visit(links: number, sites: number): string {
  const pages = links === 1 ? '1 link' : `${links} links`
  return `Bezoek ${sites === 1 ? '1 website' : `${sites} websites`} en vraag ${pages} na`
}
