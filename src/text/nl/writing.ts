/** How to write a text, with what one types beside what it becomes. */
export const writing = {
  heading: 'Zo schrijft u een tekst',
  intro:
    'U schrijft gewone zinnen. Met een paar tekens maakt u er een kop, een lijst of een link van.',
  typed: 'U typt',
  becomes: 'Dat wordt',
  fields: {
    title: 'De gegevens bovenaan',
    source: [
      '---',
      'title: Kom naar de netwerkdag',
      'link:',
      '  text: Meld u aan voor de netwerkdag',
      '  url: https://example.org/dag',
      '---',
      '',
      'Op donderdag 23 maart ontmoet u elkaar in Rotterdam.',
    ].join('\n'),
    shown: {
      title: 'Kom naar de netwerkdag',
      body: 'Op donderdag 23 maart ontmoet u elkaar in Rotterdam.',
      link: 'Meld u aan voor de netwerkdag',
    },
    notes: [
      'Tussen de twee regels met drie streepjes staan de gegevens: eerst een naam zoals title, dan een dubbele punt en een spatie. Laat de streepjes staan. De tekst komt eronder.',
      'Staat er in de titel zelf een dubbele punt? Zet er dan aanhalingstekens om: title: "Subsidie: zo werkt het".',
      'In issue.md staan daar ook subject, het onderwerp van de mail, en preheader, de voorbeeldregel: die staat in het postvak naast het onderwerp.',
    ],
  },
  samples: [
    {
      title: 'Alinea’s',
      source: 'Dit is de eerste alinea.\n\nNa een lege regel begint de volgende.',
      notes: [],
    },
    {
      title: 'Kopjes',
      source: '## Aanmelden\n\nDat kan tot 1 maart.',
      notes: [
        'Twee hekjes en een spatie. Onder zo’n kopje kan een kleiner kopje, met drie hekjes.',
      ],
    },
    {
      title: 'Vet en cursief',
      source: 'Aanmelden kan **tot 1 maart**. Lees *Samen veilig*.',
      notes: [],
    },
    {
      title: 'Links',
      source: '[Lees het programma van de dag](https://example.org/dag)',
      notes: [
        'Tussen de rechte haken staat de tekst, tussen de ronde haken het adres. De tekst zegt waar de link heen gaat.',
      ],
    },
    {
      title: 'Beelden',
      source: '![Een zaal vol mensen](zaal.jpg)',
      notes: [
        'Als een link, met een uitroepteken ervoor. Tussen de rechte haken staat wat er te zien is, voor wie het beeld niet ziet. Tussen de ronde haken staat de naam van het bestand. Een beeld toevoegen kan onder het tekstvak.',
      ],
    },
    {
      title: 'Lijsten',
      source: '- Neem uw kaart mee.\n- Kom op tijd.\n\n1. Eerst de koffie.\n2. Dan het programma.',
      notes: ['Een streepje of een nummer, en een spatie. Zet voor de lijst een lege regel.'],
    },
    {
      title: 'Tabellen',
      source: '| Gemeente | Deelnemers |\n|---|---|\n| Barendrecht | 120 |\n| Rotterdam | 3400 |',
      notes: [
        'Rechte strepen scheiden de kolommen. De eerste regel is de kop, daaronder komt een regel met streepjes. Elke regel heeft evenveel kolommen.',
      ],
    },
  ],
}
