/** What *Hulp* says, beside how to write. */
export const help = {
  nav: 'Hulp',
  heading: 'Hulp',
  sections: [
    {
      id: 'new',
      title: 'Een nieuwe editie maken',
      paragraphs: [
        'Klik op het overzicht op Nieuwe editie en kies de maand. Staat er bij Binnenkort een knop voor de volgende editie, dan kan het ook daar.',
        'U komt op de pagina van de nieuwe editie. Klik daar bij een partner op Nieuw bericht om een bericht te schrijven, en bij Agenda op Nieuwe bijeenkomst.',
      ],
      commands: [],
    },
    {
      id: 'write',
      title: 'Schrijven en bekijken',
      paragraphs: [
        'Elk bericht is een bestand met tekst. Klik in het voorbeeld op een bericht om het te openen, of schrijf in uw eigen programma.',
        'Zodra u bewaart, ververst het voorbeeld. De meldingen ernaast zeggen wat er mis is en waar. Met Volgende melding of de toets F8 gaat u ze een voor een langs. Wat u typte, wordt dan eerst bewaard.',
        'Bent u iets kwijt? Na Bewaar staat er Zet de vorige versie terug. Onder de tekst staan ook oudere versies.',
      ],
      commands: [],
    },
    {
      id: 'send',
      title: 'Versturen',
      paragraphs: [
        'Bij Inplannen van een editie kiest u wanneer zij vanzelf weggaat.',
        'Meteen versturen kan bij Verzending, met de knop Oefen en verstuur. U ziet dan eerst wie de mail krijgen.',
      ],
      commands: [],
    },
    {
      id: 'commands',
      title: 'Met opdrachten',
      paragraphs: [
        'In een venster met opdrachten, in de map van de nieuwsbrief, kan veel ook. Deze opdrachten maken een editie, tonen op welke dagen edities verschijnen, oefenen een verzending en sturen een proef naar uw eigen adres. De dagen staan in newsletters/series.yaml.',
      ],
      commands: [
        'npx rondbrief new',
        'npx rondbrief schedule',
        'npx rondbrief send 2026-12',
        'npx rondbrief send 2026-12 --test',
      ],
    },
    {
      id: 'doctor',
      title: 'Werkt er iets niet?',
      paragraphs: ['Deze opdracht kijkt deze computer na en zegt wat u kunt doen.'],
      commands: ['npx rondbrief doctor'],
    },
  ],
}
