/** What went wrong with a whole page, and what to do now. */
export const errorPages = {
  backToOverview: 'Naar het overzicht',
  backToIssue: 'Naar de editie',
  closed: {
    title: 'Aan deze editie kan niets meer worden toegevoegd',
    body: 'Zij wordt verstuurd, of is al verstuurd. Er is niets veranderd.',
    whatNow:
      'bewaar het voor de volgende editie. Klopte er iets niet? Maak dan een correctie, bij Verzending.',
  },
  notFound: {
    title: 'Deze pagina bestaat niet',
    body: 'Misschien is de editie of het bestand hernoemd of verwijderd.',
    whatNow: 'ga naar het overzicht en kies daar verder.',
  },
  token: {
    title: 'Open Rondbrief met de link uit het venster',
    body: 'Rondbrief toont alleen iets aan wie de link heeft. Die staat in het venster waarin u Rondbrief startte, en is na elke start nieuw.',
    whatNow: 'klik op de link in dat venster, of kopieer hem hierheen.',
  },
  host: {
    title: 'Dit adres hoort niet bij Rondbrief',
    body: 'Rondbrief antwoordt alleen op 127.0.0.1 en localhost.',
    whatNow: 'open de link uit het venster waarin u Rondbrief startte.',
  },
  origin: {
    title: 'Dit verzoek kwam niet van een pagina van Rondbrief',
    body: 'Er is niets gewijzigd.',
    whatNow: 'open de pagina opnieuw en probeer het daar nog eens.',
  },
  file: {
    outside: {
      title: 'Dit bestand is hier niet te openen',
      body: 'Rondbrief opent alleen bestanden van de nieuwsbrief zelf.',
      whatNow: 'ga terug en kies een bestand van de editie.',
    },
    'not-found': {
      title: 'Dit bestand bestaat niet',
      body: 'Misschien is het hernoemd of verwijderd.',
      whatNow: 'ga terug naar de editie en kies daar een bestand.',
    },
    'not-text': {
      title: 'Dit bestand is geen gewone tekst',
      body: 'Er staan tekens in die hier verloren zouden gaan.',
      whatNow: 'open het in een tekstprogramma en bewaar het als UTF-8.',
    },
    'too-large': {
      title: 'Dit bestand is te groot om hier te openen',
      body: 'Het is groter dan 256 kB.',
      whatNow: 'maak het korter in een tekstprogramma.',
    },
  },
  form: {
    title: 'Dit formulier is niet compleet',
    body: 'Er is niets gewijzigd.',
    whatNow: 'ga terug, laad de pagina opnieuw en probeer het nog eens.',
  },
  newIssue: {
    title: 'De editie kon niet worden gemaakt',
    body: 'Er is niets veranderd.',
    whatNow: 'controleer of er ruimte is op de schijf en of u in de map newsletters mag schrijven.',
  },
  seriesChanged: {
    title: 'Deze datum staat niet meer in de reeks',
    body: 'Er is niets veranderd.',
    whatNow: 'ga naar het overzicht; daar staat welke datum nu aan de beurt is.',
  },
  body: {
    title: 'Dit is te veel tekst voor één keer',
    body: 'Rondbrief neemt tot 1 MB tegelijk aan. Er is niets gewijzigd.',
    whatNow: 'ga terug, maak de tekst korter en bewaar opnieuw.',
  },
  full: {
    title: 'De schijf is vol',
    body: 'Rondbrief kon niet bewaren wat u vroeg. Wat al bewaard was, is er nog.',
    whatNow: 'maak ruimte op de schijf en probeer het opnieuw.',
  },
  busy: {
    title: 'Een ander programma houdt de lijst vast',
    body: 'Er is niets gewijzigd.',
    whatNow: 'wacht even en probeer het opnieuw.',
  },
  unexpected: {
    title: 'Er ging iets mis dat Rondbrief niet had voorzien',
    body: 'Uw bestanden zijn niet gewijzigd door deze pagina.',
    whatNow:
      'laad de pagina opnieuw. Gaat het weer mis? Kijk in het venster waarin u Rondbrief startte en stuur de melding daar naar uw beheerder.',
  },
}
