/** What the command line says. Results go to stdout; these lines go to stderr unless named a result. */
export const commands = {
  whatNow: (advice: string) => `Wat nu: ${advice}`,
  unknownCommand: (typed: string, suggestion: string | undefined) =>
    suggestion === undefined
      ? `De opdracht '${typed}' bestaat niet.`
      : `De opdracht '${typed}' bestaat niet. Bedoelde u '${suggestion}'?`,
  unknownOption: (typed: string, command: string) =>
    `De opdracht '${command}' kent de optie '${typed}' niet.`,
  missingArgument: (name: string, command: string) =>
    `Bij de opdracht '${command}' ontbreekt: ${name}.`,
  askHelp: (command: string | undefined) =>
    command === undefined
      ? "vraag met 'rondbrief --help' om de lijst van opdrachten."
      : `vraag met 'rondbrief ${command} --help' om uitleg.`,
  unexpected: 'Er ging iets mis dat Rondbrief niet had voorzien.',
  unexpectedWhatNow:
    'probeer het opnieuw. Gaat het weer mis? Herhaal de opdracht met --debug en stuur de melding naar uw beheerder.',
  severity: { blocks: 'Blokkeert', warns: 'Let op', tip: 'Tip' },
  accepted: (reason: string) => `Geaccepteerd: ${reason}`,
  usage: 'Gebruik',
  commandsHeading: 'Opdrachten',
  optionsHeading: 'Opties',
  options: {
    json: 'Geef het resultaat als JSON.',
    debug: 'Toon bij een fout ook de technische gegevens.',
    help: 'Toon deze uitleg.',
  },
  summary: {
    new: 'Maak een nieuwe editie.',
    check: 'Controleer een editie of alle edities.',
    build: 'Maak de bestanden van een editie: HTML, platte tekst en webpagina.',
    start: 'Open Rondbrief op deze computer, met voorbeeld en planning.',
    send: 'Verstuur een editie. Zonder --yes-really is het een oefening.',
    status: 'Toon hoe het met de edities en verzendingen staat.',
    import: 'Lees abonnees in uit een csv-bestand.',
    doctor: 'Onderzoek of alles op deze computer in orde is.',
  },
}
