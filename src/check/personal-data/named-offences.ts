import { sentencesIn } from '../sentences.ts'
import { incidents, participle, status, topics } from './offence-words.ts'
import { isTiedByGrammar, tying } from './offence-ties.ts'
import { personNames } from './person-names.ts'
import type { PersonalDatum } from './personal-datum.ts'

/**
 * A name in one sentence with an offence or a punishment of somebody: data on criminal matters
 * (GDPR, article 10). Where it says "aangehouden" or "dader", each name counts but that of whoever
 * speaks, helps, can be reached or holds an office. Where it only names a kind of crime, a name counts
 * when words tie the two together.
 */
export function namedOffences(text: string): PersonalDatum[] {
  if (!anything.test(text)) return []
  return sentencesIn(text).flatMap(({ text: sentence, index }) => {
    if (!anything.test(sentence)) return []
    const told = { isStatus: status.test(sentence), isTopic: topics.test(sentence) }
    return personNames(sentence)
      .filter(({ raw, index: at }) =>
        isAbout(
          sentence.slice(Math.max(0, at - REACH), at),
          sentence.slice(at + raw.length, at + raw.length + REACH),
          { ...told, isShortened: shortened.test(raw) },
        ),
      )
      .map(({ raw, index: at }) => ({ raw, index: index + at, masked: initials(raw) }))
  })
}

/** A name in one cell and an offence in another, where the table is no list of whom to ask. */
export function offencesInRow(head: string, cells: readonly string[]): PersonalDatum[] {
  const row = cells.join('; ')
  if (!anything.test(row) || tableOfRoles.test(head) || tableOfRoles.test(row)) return []
  if (!status.test(row) && !incidents.test(row) && !tableOfOffences.test(head)) return []
  return personNames(row).map(({ raw, index }) => ({ raw, index, masked: initials(raw) }))
}

/** "Mohammed B.", "J. de V.": so the press writes suspects, and hardly anybody else. */
const shortened = /[ .]\p{Lu}\.$/u

/** How far before and behind a name its sentence is read, in UTF-16 units. */
const REACH = 120

function isAbout(
  before: string,
  after: string,
  told: { isStatus: boolean; isTopic: boolean; isShortened: boolean },
): boolean {
  const { isStatus, isTopic, isShortened } = told
  if (confesses.test(after) || ofTheirOwn.test(after)) return true
  if (undergoes(before, after) || isTiedByGrammar(before, after)) return true
  if ((isStatus || isShortened) && !isExcused(before, after)) return true
  return (isTopic || attacked.test(before)) && isTied(before, after)
}

/** "Jan de Vries is gisteren aangehouden", "werd wethouder Jan de Vries verdacht". */
function undergoes(before: string, after: string): boolean {
  if (/(?:volgens|aldus) (?:\p{L}+ )?$/iu.test(before)) return false
  return passive.test(after) || (auxiliary.test(before) && participleSoon.test(after))
}

function isExcused(before: string, after: string): boolean {
  return (
    speaksBefore.test(before) ||
    reachable.test(before) ||
    (/ door $/i.test(before) && lecture.test(before)) ||
    isPlain(office.exec(before)?.[1]) ||
    officeBehind.test(after) ||
    isPlain(speaksBehind.exec(after)?.[1])
  )
}

/** What stands between a name and the word that explains it says nothing of its own. */
function isPlain(between: string | undefined): boolean {
  if (between === undefined) return false
  return !status.test(between) && !finite.test(between) && between.split(',').length % 2 === 1
}

function isTied(before: string, after: string): boolean {
  const around = `${before} … ${after}`
  return (
    attackOn.test(before) ||
    attacked.test(before) ||
    soughtBefore.test(before) ||
    (/(?:door|tegen) $/i.test(before) && prosecuted.test(around)) ||
    (/ door $/i.test(before) && incidents.test(before) && !lecture.test(before)) ||
    (placeOf.test(before) && foundThere.test(around)) ||
    because.test(after) ||
    (/(?<!\p{L})(?:(?:zwaar|licht)?gewond|overleden|overleed|omgekomen)(?!\p{L})/iu.test(after) &&
      incidents.test(around))
  )
}

const anything = new RegExp(
  String.raw`${status.source}|${topics.source}|${tying.source}|(?<!\p{L})(?:${participle}|vermoorde|verkrachte|bestolen)(?!\p{L})`,
  'iu',
)

const adverbs = String.raw`(?: (?!(?:de|het|een|er|die|deze|zijn|haar|hun|geen)(?!\p{L}))\p{L}+){0,3}`
const phrase = String.raw`(?: (?:door|in|op|na|bij|voor|wegens|vanwege|om|tijdens|uit|met|sinds|tot)(?: [\p{L}\p{N}]+){1,4})?`
const aside = String.raw`(?:,[^,.;]{1,50},| \([^)]{1,30}\)| uit \p{Lu}[\p{L}-]+| en \p{Lu}[\p{L}’'-]+(?: [\p{L}.’'-]+){1,4}?)?`
const soon = String.raw`${adverbs}${phrase}${adverbs} (?:${participle})(?!\p{L})`
const passive = new RegExp(
  String.raw`^${aside} (?:is|wordt|werd|was|bleek|blijkt|zijn|worden|werden)${soon}`,
  'iu',
)
const participleSoon = new RegExp(String.raw`^${aside}${soon}`, 'iu')
const auxiliary =
  /(?<!\p{L})(?:is|wordt|werd|was|zijn|worden|werden)(?: (?!(?:de|het|een)(?!\p{L}))[\p{L}\d-]+){0,3} $/iu

const confesses =
  /^(?:,[^,.;]{1,50},)? (?:(?:geeft|gaf) (?:[^.;]{0,40} )?toe|bekent|bekende|heeft bekend)(?!\p{L})/iu
const ofTheirOwn =
  /^[^.;]{0,60} (?:zijn|haar) (?:\p{L}+ )?(?:celstraf|gevangenisstraf|taakstraf|veroordeling|strafblad|aanhouding|arrestatie|detentie)(?!\p{L})/iu

const speaksBefore =
  /(?<!\p{L})(?:zegt|zei|verklaart|verklaarde|vertelt|vertelde|benadrukt|benadrukte|aldus|volgens|liet|laat|spreekt|sprak|schrijft|schreef|legt|stelt|stelde|vindt|meent|denkt|waarschuwt|waarschuwde|licht|lichtte|leidt|leidde|presenteert|presenteerde|verzorgt|verzorgde|geeft|speelt|speelde|organiseert|begeleidt|bespreekt|besprak|pleit|vraagt|(?:interview|gesprek|afscheid|presentatie|lezing|workshop|training|leiding|boek|onderzoek) (?:met|van|door)|(?:proefschrift|scriptie|studie|expositie|column|verhaal|artikel|project) van) $/iu

const speaksBehind =
  /^([^.;:]{0,60}?)(?:: [“‘"']| (?:zegt|zei|verklaart|verklaarde|vertelt|vertelde|vertellen|benadrukt|benadrukte|(?:legt|legde)(?= (?:\S+ ){0,6}uit)|licht|lichtte|spreekt|sprak|spreken|presenteert|presenteerde|leidt|leidde|schrijft|schreef|onderzoekt|onderzocht|deed onderzoek|liet|laat|geeft|gaf|neemt|nam|bespreekt|besprak|organiseert|organiseerde|verzorgt|verzorgde|begeleidt|begeleidde|helpt|hielp|ondersteunt|ondersteunde|coördineert|adviseert|werkt|vindt|denkt|hoopt|pleit|waarschuwt|waarschuwde|wijst|vraagt|vroeg|roept|reageert|opent|opende|ontvangt|bedankt|deelt|gaat in|ging in|zet zich in|signaleert|ziet|zag|antwoordt|meldt|stelt|stelde|concludeert|schetst|toont|toonde|interviewt)(?!\p{L}))/iu

const reachable =
  /(?<!\p{L})(?:bel|belt|mail|mailt|app|contact [^.;]{0,40}met|(?:aan|af)?meld(?:en|t|ing)?(?!\p{L})[^.;]{0,40} (?:bij|naar)|vragen[^.;?]{0,40}\??[^.;]{0,20}|praat|praten|samen|dank|dankzij|bij vragen|via) $/iu

const roles =
  'burgemeester|wethouder|minister|staatssecretaris|officier|officier van justitie|commissaris|hoofd|directeur|bestuurder|voorzitter|voorzitterschap|rechercheur|agent|brigadier|inspecteur|projectleider|teamleider|manager|adviseur|coördinator|contactpersoon|aanspreekpunt|portefeuillehouder|beleidsmedewerker|medewerker|woordvoerder|hoogleraar|lector|docent|trainer|criminoloog|psycholoog|onderzoeker|spreker|spreekster|advocaat|rechter|journalist|schrijver|auteur|chef|raadslid|collega|expert|deskundige|hulpverlener|casemanager'
const office = new RegExp(
  String.raw`(?<!\p{L})\p{L}{0,20}(?:(?:${roles})(?!\p{L})|prof\.|dr\.|onder leiding)([^.;]{0,40})$`,
  'iu',
)
const officeBehind = new RegExp(
  String.raw`^(?:, | \(| is (?:de |het |een |onze |sinds )?)(?:[\p{L}-]+ ){0,3}(?:\p{L}{0,20}(?:${roles})|politie|OM)(?!\p{L})|^ (?:van|namens) (?:de |het )?(?:politie|OM|Openbaar Ministerie|Slachtofferhulp|Halt|gemeente|GGD|reclassering|Reclassering|Veilig Thuis|brandweer|Belastingdienst|universiteit|Hogeschool)(?!\p{L})`,
  'iu',
)
const finite =
  /(?<!\p{L})(?:is(?! $)|was(?! $)|wordt(?! $)|werd|heeft|had|zit|kreeg|moet|legde|hield|hielden|vond|trof|eist|eiste|stopte|pakte|arresteerde)(?!\p{L})/iu

const attackOn = /(?:moord|aanslag|overval|aanval|doodslag) op (?:de \d+-jarige )?$/iu
const soughtBefore =
  /(?<!\p{L})(?:(?:politie|justitie|OM) [^.;]{0,30}(?:zoekt|zocht|verdenkt|vervolgt)|hoger beroep van|proces tegen) $/iu
const attacked =
  /(?<!\p{L})(?:vermoorde|neergestoken|doodgestoken|neergeschoten|doodgeschoten|mishandelde|beroofde|bedreigde) $/iu
const prosecuted =
  /(?<!\p{L})(?:aangifte|zaak|strafzaak|rechtszaak|eist|eiste|vonnis|verdenking|aanklacht|vervolging)(?!\p{L})/iu
const lecture =
  /(?:workshop|lezing|presentatie|training|college|voorlichting|opening|verzorgd|cursus|webinar|onderzoek|artikel|advies|toelichting)/iu
const placeOf =
  /(?:woning|huis|pand|auto|bedrijf|café|winkel|loods|schuur|garage|kelder|uitkering|bankrekening) van (?:de \d+-jarige )?$/iu
const foundThere =
  /(?<!\p{L})(?:vond|vonden|gevonden|aangetroffen|trof|doorzocht|doorzoeking|inval|beslag|stopte|stopgezet|ontdekt|ontdekte)(?!\p{L})/iu
const because = new RegExp(
  String.raw`^(?:(?!aanpak|bestrijding|preventie|strijd)[^.;]){0,60} (?:wegens|vanwege|op verdenking van|brein achter|rol (?:bij|in)|betrokken bij (?!de (?:aanpak|bestrijding|preventie)))(?:(?!aanpak|bestrijding|preventie)[^.;]){0,30}${topics.source}`,
  'iu',
)

const tableOfRoles = new RegExp(
  String.raw`(?<!\p{L})\p{L}{0,20}(?:${roles}|sprekers|contact|trekker|onderwerp|thema|portefeuille|programma|workshop)(?!\p{L})`,
  'iu',
)
const tableOfOffences = /delict|strafbaar|feit|straf|verdacht|verdenking|misdrijf|zaak/iu

function initials(raw: string): string {
  return `${(raw.match(/\p{Lu}/gu) ?? []).join('.')}.`
}
