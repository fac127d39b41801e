/** Pictures of an issue, under the text of a file. */
export const pictures = {
  heading: (count: number) => (count === 0 ? 'Beeld toevoegen' : `Beelden (${count})`),
  choose: 'Kies een beeld, of sleep het naar de tekst',
  hint: 'JPEG voor een foto, PNG voor een tekening. 1120 pixels breed is goed. De plaats waar een foto is gemaakt, gaat eruit.',
  as: 'Welk beeld is dit?',
  missing: (name: string) => `${name}, dat nog ontbreekt`,
  another: 'Een ander beeld',
  add: 'Voeg toe',
  fitted:
    'Het beeld is passend gemaakt voor een mail: hoogstens 1120 pixels breed, als JPEG of PNG.',
  one: 'Voeg de beelden één voor één toe.',
  pixels: (width: number, height: number) => `${width} bij ${height} pixels`,
  open: (name: string) => `Bekijk ${name} op ware grootte, in een nieuw tabblad`,
  kilobytes: (count: string) => `${count} kB`,
  insert: 'Zet in de tekst',
  inserted: 'Het beeld staat in de tekst. Typ nu tussen de rechte haken wat erop te zien is.',
  replaced: (name: string) => `De naam in de tekst is nu ${name}. Bewaar nog.`,
  instead: (missing: string, name: string) => `Zet ${name} in plaats van ${missing}`,
  otherKind: (missing: string) =>
    `Dit beeld is van een andere soort dan ${missing}. Het krijgt daarom een eigen naam. Na Voeg toe is er een knop die deze naam in de tekst zet.`,
  added: (name: string) => `${name} staat bij de editie.`,
  line: 'Zo zet u het in de tekst:',
  filled: (name: string) => `${name} ontbreekt niet meer.`,
  same: (name: string) => `Dit beeld was er al. Het heet ${name}.`,
  renamed: (taken: string, name: string) =>
    `Er was al een ander beeld dat ${taken} heet. Dat is gebleven. Uw beeld heet ${name}.`,
  otherName: (wanted: string, name: string) =>
    `Uw beeld heet ${name}, want het is van een andere soort dan ${wanted}. Zet die naam nog in de tekst.`,
  webp: 'Het is van de soort WebP. Outlook op Windows toont die niet: bewaar het liever als JPEG of PNG.',
  refused: {
    none: 'Kies eerst een beeld. Er is niets toegevoegd.',
    type: 'Dit bestand is geen JPEG, PNG, GIF of WebP. Er is niets toegevoegd.',
    heic: 'Dit is een foto van een iPhone (HEIC). Mailprogramma’s tonen die niet. Open de foto, bewaar hem als JPEG en voeg die toe.',
    damaged:
      'Dit beeld is beschadigd of niet helemaal binnengekomen. Open het in een tekenprogramma, bewaar het opnieuw en voeg dat toe.',
    large: 'Dit beeld is groter dan 25 MB. Maak het kleiner, bijvoorbeeld 1120 pixels breed.',
    pixels: 'Dit beeld heeft te veel pixels. Maak het kleiner, bijvoorbeeld 1120 pixels breed.',
    disk: 'De map met beelden is niet te schrijven. Vraag uw beheerder om hulp. Er is niets toegevoegd.',
    full: 'De schijf is vol. Maak ruimte en voeg het beeld dan opnieuw toe.',
  },
}
