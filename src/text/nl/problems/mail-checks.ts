import { mailProgram, quoted, type ProblemTexts } from '../../problem-text.ts'

/** What mail programs make of the finished mail and of what is in it. */
export const mailChecks = {
  'mail/mso-balance': ({ found }) => ({
    title: `In de code voor Outlook ontbreekt een begin- of eindteken:${quoted(found)}.`,
    why: 'Outlook op Windows toont alles daarna verschoven.',
    fix: 'Zet in het sjabloon bij elk begin een einde, ook in de stukken voor Outlook.',
  }),
  'mail/vml': ({ found }) => ({
    title: `In een tekening voor Outlook klopt iets niet:${quoted(found)}.`,
    why: 'Alleen Outlook toont zo’n tekening. Anderen missen wat erin staat.',
    fix: 'Geef de tekening een beschrijving (alt) en zet koppen en links erbuiten.',
  }),
  'mail/css-support': ({ found, clients, count }) => ({
    title: `De mail gebruikt${quoted(found)}. Dat werkt niet in ${mailProgram(clients)}${others(Number(count) - 1)}.`,
    why: 'Lezers met dat mailprogramma zien de mail anders dan bedoeld.',
    fix: 'Haal het uit het sjabloon, of neem iets dat overal werkt.',
  }),
  'mail/remote-font': ({ found }) => ({
    title: `De mail haalt een lettertype van een andere server:${quoted(found)}.`,
    why: 'Die server ziet dan wie de mail opent en wanneer.',
    fix: 'Gebruik in het sjabloon een lettertype dat lezers al hebben, zoals Arial.',
  }),
  'mail/tracking': ({ found }) => ({
    title: `De mail haalt bij het openen iets op van een server:${quoted(found)}.`,
    why: 'Die server ziet dan wie de mail opent en wanneer.',
    fix: 'Zet de afbeelding in de mail zelf, of haal haar weg.',
  }),
  'mail/link-underline': ({ found }) => ({
    title: `De link${quoted(found)} heeft geen streep.`,
    why: 'Wie kleuren niet goed ziet, ziet dan niet dat het een link is.',
    fix: 'Zet in het sjabloon bij deze link text-decoration:underline.',
  }),
  'mail/text-size': ({ found, size, limit, atLength }) => ({
    title: `De tekst${quoted(found)} is ${size} px groot. Goed is ${limit} px of meer, en ${atLength} px bij een hele alinea.`,
    why: 'Kleine letters zijn op een telefoon slecht te lezen.',
    fix: 'Maak deze letters in het sjabloon groter.',
  }),
  'mail/dark-meta': ({ found }) => ({
    title: `In de kop van de mail ontbreekt${quoted(found)} met light en dark.`,
    why: 'Mailprogramma’s met een donker scherm kiezen dan zelf kleuren.',
    fix: 'Zet deze meta terug in het sjabloon, in een mj-raw.',
  }),
  'agenda/ics-invalid': ({ found, line }) => ({
    title: `Het agendabestand klopt niet bij regel ${line}:${quoted(found)}.`,
    why: 'Een agenda weigert het, of zet de bijeenkomst op een verkeerde tijd.',
    fix: 'Kijk de gegevens van de bijeenkomst na in newsletters/agenda.yaml.',
  }),
  'image/webp': ({ found, folder }) => ({
    title: `De afbeelding${quoted(found)} is van de soort WebP.`,
    why: 'Outlook op Windows toont die niet.',
    fix: `Bewaar de afbeelding als JPEG (foto) of PNG (tekening) in de map ${folder}, en verander hier de naam.`,
  }),
  'image/small': ({ found, width, limit }) => ({
    title: `De afbeelding${quoted(found)} is ${width} pixels breed. Voor een scherp beeld zijn er ${limit} nodig.`,
    why: 'Op een scherp scherm is een kleinere afbeelding wazig.',
    fix: 'Neem een grotere afbeelding, als die er is.',
  }),
  'image/chart-data': ({ found }) => ({
    title: `Een grafiek toont${quoted(found)}, maar dat staat er niet in woorden bij.`,
    why: 'Wie de grafiek niet ziet, mist dan de cijfers.',
    fix: 'Zet in het sjabloon bij elke grafiek een beschrijving en de tabel.',
  }),
} satisfies Partial<ProblemTexts>

/** So many mail programs more than the one that is named. */
function others(count: number): string {
  if (count < 1) return ''
  return count === 1 ? ' en 1 ander mailprogramma' : ` en ${count} andere mailprogramma’s`
}
