/** What *Hulp* says, beside how to write. */
export const help = {
  nav: 'Hulp',
  heading: 'Hulp',
  sections: [
    {
      id: 'new',
      title: 'Een nieuwe editie maken',
      paragraphs: [
        'Klik op het overzicht op de knop bij Binnenkort, of geef de eerste opdracht in de map van de nieuwsbrief. Er komt een map met issue.md en een map per partner.',
        'Op welke dagen edities verschijnen, staat in newsletters/series.yaml. De tweede opdracht laat ze zien.',
      ],
      commands: ['npx rondbrief new', 'npx rondbrief schedule'],
    },
    {
      id: 'write',
      title: 'Schrijven en bekijken',
      paragraphs: [
        'Elke bijdrage is een tekstbestand in newsletters, in de map van de editie en de partner. Schrijf in uw eigen programma of klik op een bericht in het voorbeeld.',
        'Zodra u bewaart, ververst het voorbeeld. De meldingen ernaast zeggen wat er mis is en waar.',
      ],
      commands: [],
    },
    {
      id: 'send',
      title: 'Versturen',
      paragraphs: [
        'Bij Inplannen van een editie kiest u wanneer zij vanzelf weggaat.',
        'Meteen versturen kan bij Verzending, met de knop Oefen en verstuur. U ziet dan eerst wie de mail krijgen.',
        'Hier zijn twee opdrachten voor. De eerste oefent, de tweede stuurt een proef naar uw eigen adres.',
      ],
      commands: ['npx rondbrief send 2026-12', 'npx rondbrief send 2026-12 --test'],
    },
    {
      id: 'doctor',
      title: 'Werkt er iets niet?',
      paragraphs: ['Deze opdracht kijkt deze computer na en zegt wat u kunt doen.'],
      commands: ['npx rondbrief doctor'],
    },
  ],
}
