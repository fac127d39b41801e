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
}
