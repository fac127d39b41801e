import firstNames from '../data/first-names.json' with { type: 'json' }

/** A name as written, and where it begins. */
export type PersonName = { raw: string; index: number }

/**
 * Names of people, by one of these: a first name of the list, "de heer" or an initial before the
 * surname, two prefixes ("Ricardo van den Berg"), an age behind it, or one capital for the surname as
 * the press writes suspects ("Mohammed B.", "M. el B."). Not a street, school or hall named after one.
 */
export function personNames(text: string): PersonName[] {
  return [...text.matchAll(person)]
    .map(({ 0: raw, index }) => ({ raw, index }))
    .filter(({ raw, index }) => {
      const after = text.slice(index + raw.length, index + raw.length + 30)
      return (
        !article.test(text.slice(Math.max(0, index - 5), index)) &&
        !street.test(raw) &&
        !institution.test(after) &&
        !noFirstName.test(raw)
      )
    })
}

const names = firstNames.join(' ').split(' ')
const onePrefix = String.raw`(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|te|[Ee]l|[Aa]l|[Bb]en|[Dd]a|[Dd]os|[Vv]on|[’']t|in)`
const prefix = String.raw`(?:${onePrefix} ){0,3}`
const surname = String.raw`\p{Lu}[\p{L}’'-]{1,30}`
const shortened = String.raw`\p{Lu}\.`
const word = String.raw`\p{Lu}\p{Ll}{2,20}`
const person = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:` +
    String.raw`(?:${names.join('|')})(?:-\p{Lu}\p{Ll}+)? ${prefix}(?:${shortened}|${surname})` +
    String.raw`|(?:[Dd]e heer|[Dd]hr\.|[Mm]evrouw|[Mm]w\.|[Mm]evr\.) (?:\p{Lu}\. ?){0,3}${prefix}(?:${surname}|${shortened})` +
    String.raw`|(?:\p{Lu}\. ?){1,3}${prefix}(?:${surname}|(?<=\p{Ll} )${shortened})` +
    String.raw`|${word} (?:van de[nr]?|van [’']t|in [’']t|el|al|ten|ter) (?:${surname}|${shortened})` +
    String.raw`|${word} ${prefix}${shortened}` +
    String.raw`|${word} ${prefix}${surname}(?= \(\d\d(?: jaar)?\)|, \d\d jaar)` +
    String.raw`|(?<=(?:[Vv]erdachte|[Vv]eroordeelde|[Dd]ader|[Ss]lachtoffer) )(?:(?:Van|De|El|Al) ${prefix}${surname}|${prefix}${shortened})` +
    String.raw`)(?!\p{L})`,
  'gu',
)

/** "de Jan van Galenstraat": people have none. */
const article = /(?<!\p{L})(?:de|het|een|['’]t) $/iu

const street =
  /\p{Ll}(?:straat|laan|weg|plein|singel|kade|gracht|steeg|plantsoen|boulevard|dreef|tunnel|brug|park|school|college|huis|hal|lezing|prijs|fonds)$|-(?:school|college|lezing|prijs|hal|fonds)$/u

const institution =
  /^[- ](?:academie|school|college|lyceum|universiteit|hogeschool|instituut|stichting|fonds|prijs|lezing|ziekenhuis|kliniek|kerk|museum|theater|huis|hal|park|plein|straat|laan|weg|brug|tunnel|station|bibliotheek|stadion)(?!\p{L})/iu

/** Words with a capital before "van den" or one capital that name no person. */
const noFirstName =
  /^(?:Hoek|Kop|Partij|Raad|Hof|Huis|Ministerie|Gemeente|Kamer|College|Wet|Bureau|Stichting|Regio|Provincie|Vereniging|Universiteit|Hogeschool|Instituut|Inspectie|Commissie|Directie|Team|Afdeling|Bank|Koninkrijk|Week|Dag|Maand|Nacht|Avond|Bond|Burgemeester|Wethouder|Minister|Namens|Volgens|Tegen|Voor|Door|Naast|Buiten|Binnen|Sinds|Over|Onder|Tijdens|Vanuit|Uit|Elk|Geen|Een|Deel|Veel|Alle|Plan|Type|Groep|Cel|Blok|Gebouw|Zaal|Bijlage|Categorie|Fase|Vitamine|Hepatitis|Perron|Route|Lijn|Klasse|Optie|Variant|Vraag) /u
