import { commandLine } from '../../command-line.ts'

/** Alarmen: wat er mis kan zijn met verzendingen, en wat iemand dan doet. */
export const alarms = {
  heading: 'Alarmen',
  one: 'Er is een alarm',
  open: 'Bekijk de alarmen',
  explain:
    'Een alarm wordt elke keer opnieuw uit de gegevens bepaald. Vinkt u het af, dan komt het terug als het erger wordt.',
  none: 'Er zijn geen alarmen.',
  ofIssue: (issueId: string, title: string) => `Editie ${issueId}: ${title}`,
  kinds: {
    'sent-twice': (count: string, n: number) => ({
      title:
        n === 1
          ? 'Volgens de mailserver kreeg 1 ontvanger dezelfde mail vaker.'
          : `Volgens de mailserver kregen ${count} ontvangers dezelfde mail vaker.`,
      fix: 'pauzeer de verzending en kijk of er nog een Rondbrief verstuurt.',
    }),
    'too-many-events': (count: string, _n: number) => ({
      title: `De mailserver meldt veel meer dan er is verstuurd: ${count} meldingen.`,
      fix: 'pauzeer de verzending en kijk bij de mailserver of mails dubbel weggaan.',
    }),
    'unknown-events': (count: string, n: number) => ({
      title:
        n === 1
          ? 'De mailserver meldde iets over 1 mail die hier niet bekend is.'
          : `De mailserver meldde ${count} keer iets over mails die hier niet bekend zijn.`,
      fix: 'kijk of deze database uit een reservekopie komt, of of een tweede Rondbrief verstuurt.',
    }),
    'unexpected-answers': (count: string, n: number) => ({
      title:
        n === 1
          ? 'Bij het versturen aan 1 ontvanger kwam een antwoord dat de mailserver nooit hoort te geven.'
          : `Bij het versturen aan ${count} ontvangers kwam een antwoord dat de mailserver nooit hoort te geven.`,
      fix: 'kijk bij de mailserver of deze mails zijn aangenomen. Vraag uw beheerder of iets onderweg, zoals een proxy, in zijn plaats antwoordt.',
    }),
    stuck: (count: string, n: number) => ({
      title:
        n === 1
          ? 'Voor 1 ontvanger begon het versturen, maar het is nooit afgerond.'
          : `Voor ${count} ontvangers begon het versturen, maar het is nooit afgerond.`,
      fix: 'klik op de pagina Verzending op ‘Ga verder’. Rondbrief kijkt dan wat er gebeurd is.',
    }),
    'doubt-open': (count: string, n: number) => ({
      title:
        n === 1
          ? 'Van 1 ontvanger is al meer dan vier uur onzeker of de mail aankwam.'
          : `Van ${count} ontvangers is al meer dan vier uur onzeker of de mail aankwam.`,
      fix: 'kijk in het logboek van de mailserver en besluit op de pagina Verzending.',
    }),
    'old-events': (count: string, n: number) => ({
      title:
        n === 1
          ? 'De mailserver stuurde 1 bericht met meldingen dat ouder was dan een dag.'
          : `De mailserver stuurde ${count} berichten met meldingen die ouder waren dan een dag.`,
      fix: `kijk met ‘${commandLine('doctor', '--online')}’ of de klok van deze computer goed staat. Staat die goed, dan biedt iemand oude meldingen opnieuw aan. Dat verandert niets, maar meld het uw beheerder.`,
    }),
    'disk-short': (count: string, _n: number) => ({
      title: `De schijf raakt vol. Er is ongeveer ${count} MB te weinig vrij.`,
      fix: 'maak ruimte op de schijf. Anders kan er niet worden verstuurd.',
    }),
  },
  tick: 'Vink af',
  tickHint: 'Zeg waarom dit in orde is. Wordt het erger, dan komt het alarm terug.',
  missing: 'Vul uw naam in en schrijf op waarom dit in orde is.',
  moved: 'Het alarm is intussen erger geworden of al weg. Kijk opnieuw.',
  seen: (person: string, moment: string, why: string) =>
    `Afgevinkt door ${person} op ${moment}: ${why}`,
  status: (title: string) => `Let op: ${title}`,
}
