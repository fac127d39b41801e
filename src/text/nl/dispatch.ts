/** Verzending: wat `dispatch` zegt. */
export const dispatch = {
  options: {
    yesReally: 'Voer het echt uit. Bij versturen vraagt Rondbrief daarna om het aantal.',
    count: 'Het aantal ontvangers; moet precies kloppen.',
    duplicates:
      'Bij send-rest: ook wie de mail misschien al kreeg. Die krijgt hem dan misschien dubbel.',
    version: 'Bij correction: alleen wie deze versie kreeg. Zonder deze optie: elke versie.',
    unsure: 'Bij correction: ook wie de mail misschien kreeg, misschien niet.',
    name: 'Uw naam, voor het logboek van de editie.',
    why: 'De reden, voor het logboek van de editie.',
  },
  noDispatch: (issueId: string) => `Editie ${issueId} is nog niet verstuurd.`,
  noDispatchWhatNow: (command: string) => `bekijk met ${command} wie de mail zou krijgen.`,
  unknown: (typed: string, suggestion: string | undefined) =>
    suggestion === undefined
      ? `Dat kan niet met een verzending: '${typed}'.`
      : `Dat kan niet met een verzending: '${typed}'. Bedoelde u '${suggestion}'?`,
  unknownWhatNow: (actions: string) => `kies uit: ${actions}.`,
  actionsHeading: 'Met een verzending kan:',
  actions: {
    stop: 'houd een ingeplande editie tegen voordat zij op weg gaat',
    pause: 'stop even; wat onderweg is, wordt afgemaakt',
    resume: 'ga verder',
    cancel: 'stop; wie nog niet aan de beurt was, krijgt niets',
    'accept-doubt': 'verstuur opnieuw aan wie onzeker is, ook als dat dubbel is',
    hold: 'laat wie onzeker is met rust en rond de verzending af',
    'send-rest': 'verstuur aan wie de mail niet kreeg',
    'send-joined': 'verstuur ook aan wie erbij kwam nadat de lijst was vastgelegd',
    received: 'toon wie de mail al kreeg, met afgekort adres',
    correction: 'maak een correctie voor precies wie de mail kreeg',
  },
  notNow: (state: string) => `Dat kan nu niet. De verzending staat op: ${state}.`,
  nobody: 'Er is niemand voor wie dit geldt. Er is niets veranderd.',
  warning: {
    cancel: (count: string, n: number) =>
      n === 1
        ? '1 ontvanger krijgt de mail dan niet.'
        : `${count} ontvangers krijgen de mail dan niet.`,
    'accept-doubt': (count: string, n: number) =>
      n === 1
        ? '1 ontvanger krijgt de mail dan misschien dubbel.'
        : `${count} ontvangers krijgen de mail dan misschien dubbel.`,
  },
  rest: {
    heading: 'Dit zijn de ontvangers die de mail niet kregen:',
    cancelled: 'gestopt voor hun beurt',
    failed: 'geweigerd, maar niet om hun adres',
    held: 'misschien wel gekregen, misschien niet',
    withDuplicates:
      'Neem ze mee met --accept-duplicates. Zij krijgen de mail dan misschien dubbel.',
  },
  toDo: (command: string) => `Echt uitvoeren: ${command}`,
  done: {
    pause: 'De verzending is gepauzeerd. Wat onderweg is, wordt afgemaakt.',
    cancel: (count: string, n: number) =>
      n === 1
        ? 'De verzending is gestopt. 1 ontvanger krijgt de mail niet.'
        : `De verzending is gestopt. ${count} ontvangers krijgen de mail niet.`,
    hold: (count: string, n: number) =>
      n === 1
        ? '1 ontvanger blijft onzeker en krijgt niets vanzelf.'
        : `${count} ontvangers blijven onzeker en krijgen niets vanzelf.`,
    again: (count: string, n: number) =>
      n === 1 ? '1 ontvanger staat weer klaar.' : `${count} ontvangers staan weer klaar.`,
  },
  paused: (command: string) => `ga met ${command} verder met de verzending.`,
  received: (count: string, n: number) =>
    n === 1 ? '1 ontvanger kreeg de mail:' : `${count} ontvangers kregen de mail:`,
}
