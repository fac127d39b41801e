/** Making an issue, an item and an event on a screen. */
export const making = {
  issue: {
    heading: 'Nieuwe editie',
    explain:
      'Rondbrief zet de gegevens klaar om in te vullen, met de doelgroepen van de vorige editie en de bijeenkomsten die nog komen.',
    which: 'Welke maand?',
    fromSeries: (month: string, series: string) =>
      `Volgens de reeks ‘${series}’ is ${month} aan de beurt. Een andere maand kiezen kan ook.`,
    firstFree: (month: string) =>
      `De eerste maand die komt en nog geen editie heeft, is ${month}. Een andere maand kiezen kan ook.`,
    month: 'Maand',
    year: 'Jaar',
    submit: 'Maak de editie',
    back: 'Terug naar het overzicht',
    wrongTitle: 'De editie is nog niet gemaakt',
    missing: 'Kies een maand en een jaar.',
    taken: (month: string) => `Voor ${month} is er al een editie.`,
    open: (id: string) => `Open editie ${id}`,
    failed:
      'De editie kon niet worden gemaakt. Controleer of er ruimte is op de schijf en of u in de map newsletters mag schrijven.',
  },
  item: {
    button: 'Nieuw bericht',
    buttonOf: (partner: string) => `Nieuw bericht van ${partner}`,
    title: 'Titel van het bericht',
    hint: 'Wat heeft de lezer eraan? Hoogstens 120 tekens. De tekst schrijft u daarna.',
    submit: 'Maak het bericht',
    back: 'Terug naar de editie',
    wrongTitle: 'Het bericht is nog niet gemaakt',
    missing: 'Schrijf een titel.',
    wordless: 'Schrijf een titel met letters of cijfers erin.',
    long: (count: number) =>
      `De titel heeft ${count} tekens. Maak hem korter: hoogstens 120 tekens.`,
    failed:
      'Het bestand kon niet worden gemaakt. Controleer of er ruimte is op de schijf en of u in de map newsletters mag schrijven.',
    slug: 'bericht',
  },
  event: {
    button: 'Nieuwe bijeenkomst',
    openAgenda: 'Open de agenda',
    explain:
      'De bijeenkomst komt onderaan in de agenda, newsletters/agenda.yaml, en in deze editie. Zij staat er als gepland, tot u dat in de agenda verandert.',
    title: 'Titel',
    titleHint: 'Zoals lezers haar zien. Hoogstens 120 tekens.',
    date: 'Dag',
    times: 'Tijd',
    timesHint: 'Mag leeg blijven.',
    start: 'van',
    end: 'tot',
    place: 'Plaats',
    placeHint: 'Mag leeg blijven. Bijvoorbeeld: Online, of Stadhuis Rotterdam.',
    type: 'Soort',
    typeHint: 'Kies een soort die er al is, of typ een andere. Leeg wordt het ‘bijeenkomst’.',
    usualType: 'bijeenkomst',
    submit: 'Zet in de agenda',
    back: 'Terug naar de editie',
    wrongTitle: 'De bijeenkomst staat nog niet in de agenda',
    missing: 'Schrijf een titel.',
    wordless: 'Schrijf een titel met letters of cijfers erin.',
    long: (count: number) =>
      `De titel heeft ${count} tekens. Maak hem korter: hoogstens 120 tekens.`,
    dateMissing: 'Kies een dag.',
    dateWrong: 'Deze dag bestaat niet. Schrijf bijvoorbeeld 2026-12-15.',
    timeWrong: 'Schrijf een tijd zoals 09:30.',
    startMissing: 'Vul ook in hoe laat het begint.',
    timeOrder: 'Het einde komt niet na het begin.',
    placeLong: 'Maak de plaats korter: hoogstens 120 tekens.',
    typeLong: 'Maak de soort korter: hoogstens 40 tekens.',
    unreadable:
      'De agenda is zo niet aan te vullen. Er is niets veranderd. Open haar, los de meldingen op en probeer het opnieuw.',
    disk: 'De agenda is niet te schrijven. Er is niets veranderd. Sluit haar in andere programma’s, kijk of de schijf vol is en probeer het opnieuw.',
    added: (title: string) => `‘${title}’ staat in de agenda en in deze editie.`,
    known: (title: string) => `‘${title}’ stond al in de agenda, en staat in deze editie.`,
    byHand: (title: string, id: string) =>
      `‘${title}’ staat in de agenda, maar nog niet in deze editie. Open issue.md en zet bij agenda de naam ${id} erbij.`,
    openHead: 'Open issue.md',
    fileHead: [
      'De agenda: één lijst voor de nieuwsbrief, de webpagina en het agendabestand.',
      'Een id verandert nooit, ook niet als titel of datum verandert: agenda’s van lezers kennen het.',
      'status: gepland, bevestigd, verplaatst (met moved_from en reason) of geannuleerd (met reason).',
      'Verandert er iets? Verhoog dan sequence met 1, anders merkt de agenda van een lezer het niet.',
    ],
  },
}
