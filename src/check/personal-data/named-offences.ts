import type { PersonalDatum } from './personal-datum.ts'
import { sentencesIn } from '../sentences.ts'
import firstNames from '../data/first-names.json' with { type: 'json' }

/**
 * A name in one sentence with an offence or a punishment of somebody: data on criminal matters
 * (GDPR, article 10). A first name of the list with a surname, a surname with "de heer" or an
 * initial before it, or a first name with one capital as the press writes suspects ("Mohammed B.").
 * Cautious: not for whoever speaks or holds an office in that sentence.
 */
export function namedOffences(text: string): PersonalDatum[] {
  if (!offence.test(text)) return []
  return sentencesIn(text).flatMap(({ text: sentence, index }) => {
    if (!offence.test(sentence)) return []
    return [...sentence.matchAll(person)]
      .filter((match) => !inOffice.test(sentence.slice(Math.max(0, match.index - 40), match.index)))
      .filter(() => !speaks.test(sentence))
      .map((match) => {
        const [raw] = match
        return { raw, index: index + match.index, masked: initials(raw) }
      })
  })
}

const offence = new RegExp(
  String.raw`(?<![\p{L}])(?:(?:hoofd|mede)?verdachten?|verdacht van|veroordeeld|veroordeelde|veroordeling|` +
    String.raw`aangehouden|gearresteerd|arrestatie|opgepakt|gedetineerd|gedetineerde|strafblad|recidivist|` +
    String.raw`(?:cel|gevangenis|taak|werk)straf|tbs|celstraffen|antecedenten|dader|daders|pleger|plegers|` +
    String.raw`betrapt|schuldig|beboet|vervolgd|aangifte tegen|slachtoffer|slachtoffers|gepleegd|pleegde|pleegt|` +
    String.raw`mishandelde|mishandeld|mishandelt|mishandeling|bedreigde|bedreigt|bedreiging|stal|gestolen|` +
    String.raw`diefstal|inbraak|overval|steekpartij|drugshandel|dealde|dealt|witwassen|witwaste|fraudeerde|` +
    String.raw`fraude|oplichting|mensenhandel|uitbuiting|stalking|huiselijk geweld|moord|doodslag|verkrachting)(?![\p{L}])`,
  'iu',
)

const names = firstNames.join(' ').split(' ')
const prefix = String.raw`(?:(?:van|de|der|den|ten|ter|te|el|al|ben|da|dos|von|’t|'t|in) ){0,3}`
const surname = String.raw`\p{Lu}[\p{L}’'-]{1,30}`
const person = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:` +
    String.raw`(?:${names.join('|')})(?:-\p{Lu}\p{Ll}+)? ${prefix}(?:\p{Lu}\.|${surname})` +
    String.raw`|(?:[Dd]e heer|[Dd]hr\.|[Mm]evrouw|[Mm]w\.|[Mm]evr\.) (?:\p{Lu}\. ?){0,3}${prefix}${surname}` +
    String.raw`|(?:\p{Lu}\. ?){1,3}${prefix}${surname}` +
    String.raw`)(?!\p{L})`,
  'gu',
)

/** Before a name: it stands there as an office, not as a suspect. */
const inOffice =
  /(?:burgemeester|wethouder|minister|staatssecretaris|officier van justitie|commissaris|hoofd|directeur|voorzitter|rechercheur|wijkagent|projectleider|manager|adviseur|coördinator|hoogleraar|prof\.|dr\.|onderzoeker|spreker|advocaat|rechter|journalist|schrijver|korpschef|onder leiding van|presentatie van|lezing van|workshop van)[^.]{0,20}$/iu

const speaks =
  /(?<!\p{L})(?:vertelt|vertelde|vertellen|spreekt|sprak|spreken|presenteert|presenteerde|leidt|leidde|schrijft|schreef|onderzocht|onderzoekt|liet|licht|lichtte|geeft|gaf|neemt|nam|bespreekt|besprak|volgens|aldus|interview)(?!\p{L})/iu

function initials(raw: string): string {
  return `${(raw.match(/\p{Lu}/gu) ?? []).join('.')}.`
}
