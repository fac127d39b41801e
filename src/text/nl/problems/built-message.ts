import { quoted, type ProblemTexts } from '../../problem-text.ts'

/** What is wrong with the message as it is handed to a mail server. */
export const builtMessage = {
  'mail/line-length': ({ count, limit }) => ({
    title: `De mail heeft een regel van ${count} tekens. Er mogen er ${limit} in.`,
    why: 'Een mailserver breekt zo’n regel af of weigert de mail.',
    fix: 'Meld dit bij wie Rondbrief bijhoudt: de mail wordt niet goed verpakt.',
  }),
  'headers/one-click': ({ found }) => ({
    title: `In de kop van de mail ontbreekt${quoted(found)}.`,
    why: 'Gmail en Yahoo eisen dat een lezer zich met één klik kan afmelden.',
    fix: 'Controleer public_url en sender in rondbrief.yaml: het adres moet met https beginnen.',
  }),
  'headers/dkim': ({ found, reason, expected }) =>
    reason === 'domain'
      ? {
          title: `De mail is ondertekend door${quoted(found)}, maar de afzender is van${quoted(expected)}.`,
          why: 'Mailservers leggen zo’n mail bij de spam of weigeren haar.',
          fix: `Zet in rondbrief.yaml bij dkim het domein${quoted(expected)}, met een sleutel van dat domein.`,
        }
      : reason === 'false'
        ? {
            title: `De handtekening${quoted(found)} van de mail klopt niet.`,
            why: 'Mailservers zien de mail dan als vervalst.',
            fix: 'Meld dit bij wie Rondbrief bijhoudt: de mail wordt niet goed ondertekend.',
          }
        : {
            title: `De handtekening van de mail dekt niet alles:${quoted(found)} ontbreekt.`,
            why: 'Zonder die handtekening telt afmelden met één klik niet.',
            fix: 'Controleer dkim in rondbrief.yaml en de sleutel in RONDBRIEF_DKIM_KEY.',
          },
  'headers/list-id': ({ found }) => ({
    title:
      found === undefined || found === ''
        ? 'In de kop van de mail staat niet van welke lijst zij is.'
        : `De naam van de lijst in de kop van de mail is niet goed:${quoted(found)}.`,
    why: 'Lezers kunnen hun mail er niet op sorteren, en mailservers vertrouwen de mail minder.',
    fix: 'Zet in rondbrief.yaml bij list.id een naam met een punt, zoals nieuwsbrief.organisatie.nl.',
  }),
  'headers/injection': ({ field, found }) => ({
    title: `In '${field}' staat een regeleinde of een ander teken dat er niet hoort${found === undefined || found === '' ? '' : `, bij${quoted(found)}`}.`,
    why: 'Daarmee kan iemand andere ontvangers of een andere afzender in de mail zetten.',
    fix: 'Typ de tekst opnieuw, op één regel.',
  }),
} satisfies Partial<ProblemTexts>
