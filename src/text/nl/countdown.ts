/** De bedenktijd: een editie die zo op weg gaat, en nog kan worden tegengehouden. */
export const countdown = {
  heading: 'Gaat zo op weg',
  inMinutes: (title: string, minutes: number, clock: string, count: string, n: number) =>
    `‘${title}’ gaat ${minutes === 1 ? 'binnen 1\u00A0minuut' : `over ${minutes}\u00A0minuten`}, om ${clock}, naar ${n === 1 ? '1 ontvanger' : `${count} ontvangers`}.`,
  now: (title: string, clock: string, count: string, n: number) =>
    `Het is ${clock} geweest. ‘${title}’ gaat elk moment naar ${n === 1 ? '1 ontvanger' : `${count} ontvangers`}.`,
  held: (title: string, clock: string, blocking: number, count: string, n: number) =>
    `‘${title}’ is ingepland voor ${clock}, maar ${blocking === 1 ? '1 melding houdt' : `${blocking} meldingen houden`} de editie tegen. Is dat opgelost, dan gaat zij vanzelf naar ${n === 1 ? '1 ontvanger' : `${count} ontvangers`}.`,
  changed: (title: string, clock: string) =>
    `‘${title}’ is ingepland voor ${clock}, maar daarna gewijzigd. Zo gaat zij niet weg.`,
  stop: 'Stop: verstuur niet',
  stopHint: 'Er gaat dan niets weg. Daarna kunt u een nieuw moment kiezen.',
  name: 'Uw naam, voor het logboek (mag leeg blijven)',
  refresh: 'Kijk opnieuw hoe lang nog',
  stopped: (moment: string, clock: string, person: string | undefined) =>
    `De verzending van ${moment} is tegengehouden${person === undefined ? '' : ` door ${person}`}, om ${clock}. Er is niets verstuurd.`,
  planAgain: 'Plan een nieuw moment',
  tooLate: {
    sending:
      'U drukte op Stop toen het versturen al was begonnen. Een deel kan de mail al hebben. Met Pauzeer of Stop hieronder houdt u tegen wie nog niet aan de beurt was.',
    preparing:
      'U drukte op Stop toen het versturen net begon. De mails worden nu klaargezet. Zodra dat klaar is, staat hier een knop om te pauzeren en een om te stoppen.',
    over: 'U drukte op Stop toen het versturen al was begonnen. Hieronder staat wie de mail kreeg.',
  },
  moved:
    'Het moment is intussen gewijzigd. Er is niets tegengehouden. Hieronder staat hoe het nu is.',
  command: (command: string) => `Tegenhouden: ${command}`,
  nothing: (issueId: string) => `Editie ${issueId} is niet ingepland. Er is niets veranderd.`,
  begun: 'Het versturen is al begonnen. Er is niets tegengehouden.',
  begunWhatNow: (pause: string, cancel: string) =>
    `houd met ${pause} of ${cancel} tegen wie nog niet aan de beurt was.`,
  planWhatNow: 'kies een nieuw moment bij Inplannen, of met npx rondbrief schedule.',
}
