import words from '../data/offence-words.json' with { type: 'json' }

/**
 * Ways in which the grammar of a sentence ties a name to an offence: it is who did it, whom the police
 * took or a judge sentenced, what a case is against, or whose shed it lay in. `before` and `after` are
 * what stands around the name.
 */
export function isTiedByGrammar(before: string, after: string): boolean {
  if (/(?<!\p{L})(?:volgens|aldus) (?:\p{L}+ )?$/iu.test(before)) return false
  return ties.some(
    (tie) =>
      (tie.before?.test(before) ?? true) &&
      (tie.after?.test(after) ?? true) &&
      (tie.around?.test(`${before} … ${after}`) ?? true),
  )
}

/** Any word of the lists, but for those who pursue: without one there is nothing to tie. */
export const tying = new RegExp(
  String.raw`(?<!\p{L})\p{L}{0,15}(?:${Object.entries(words)
    .filter(([kind]) => kind !== 'pursuers')
    .map(([, list]) => anyOf(list.replaceAll(/:\S+/g, '')))
    .join('|')}|betrokken|verdachten)(?!\p{L})`,
  'iu',
)

type Tie = { before?: RegExp; after?: RegExp; around?: RegExp }

/** "(34) uit Schiedam", ", die vorig jaar vrijkwam,", " en zijn broer Miguel S.". */
const aside = String.raw`(?: \([^)]{1,30}\))?(?: uit \p{Lu}[\p{L}-]+)?(?:,[^,.;]{1,60},)?(?: en (?:(?:zijn|haar) \p{L}+ )?\p{Lu}[\p{L}’'.-]+(?: [\p{L}.’'-]+){0,4}?)?`
/** Words of the same clause, and none that begins a text about something. */
const clause = String.raw`(?: (?!(?:die|dat|om|of|over|tegen|voor)(?!\p{L}))[\p{L}\d.’'€-]+){0,10}?`
/** "de 22-jarige", "boekhouder". */
const called = String.raw`(?:(?:de|een|mijn|zijn|haar|hun) )?(?:\d+-jarige )?(?:[\p{Ll}-]+ )?`
const places =
  'woning|huis|pand|auto|bestelbus|bedrijf|café|restaurant|winkel|kapsalon|garage|loods|schuur|kelder|zolder|flat|boerderij|terrein|club'
const found =
  'lag|lagen|stond|stonden|hing|hingen|bleek|vond|vonden|gevonden|aangetroffen|trof|troffen|ontdekt|ontdekte|gesloten|sloot|doorzocht|in beslag'

const ties: Tie[] = [
  // "inbreker Jan de Vries", "Jan de Vries werkte als katvanger".
  { before: before(String.raw`(?:${anyOf(words.offenders)}),? (?:de \d+-jarige )?`) },
  {
    after: after(
      String.raw`(?:,| is| was| bleek| als| werkte als| fungeerde als)(?: een| de)?(?: \p{L}+)? \p{L}{0,15}(?:${anyOf(words.offenders)})`,
    ),
  },
  // "Jan de Vries stal", "perste winkeliers af", "verkocht drugs", "heeft geld verduisterd".
  { after: after(String.raw` (?:${anyOf(words.acts)})`) },
  ...pairsOf(words.splitActs).map(([verb, particle]) => ({
    after: after(String.raw` ${verb}${clause} ${particle}`),
  })),
  {
    after: after(
      String.raw` (?:${anyOf(words.dealings)})${clause} (?:${anyOf(words.goods)}|onder invloed)`,
    ),
  },
  {
    after: after(
      String.raw` (?:heeft|had|hebben|hadden|zou|zouden)${clause} (?:${anyOf(words.participles)})`,
    ),
  },
  {
    after: after(String.raw` (?:zou|zouden|is|was|waren)${clause} betrokken`),
    around: anyOffence(),
  },
  { before: before(String.raw`(?:${anyOf(words.participles)}) door ${called}`) },
  // "De FIOD arresteerde boekhouder Jan de Vries", "hielden dinsdag Jan de Vries aan".
  {
    before: before(
      String.raw`(?:${anyOf(words.pursuers)})(?!\p{L})(?: \p{L}+){0,4} (?:${anyOf(words.pursuits)})(?: \p{Ll}+){0,2} ${called}`,
    ),
  },
  ...pairsOf(words.seizures).map(([verb, particle]) => ({
    before: before(
      String.raw`(?:${anyOf(words.pursuers)})(?!\p{L})(?: \p{L}+){0,3} ${verb}(?: \p{Ll}+){0,3} ${called}`,
    ),
    after: new RegExp(String.raw`^[^.;]{0,80} ${particle}(?!\p{L})`, 'iu'),
  })),
  // "De veroordeling van", "een strafzaak tegen", "levenslang voor", "kreeg een boete".
  {
    before: before(
      String.raw`(?:(?:${anyOf(words.proceedings)})(?: [\p{L}\d-]+){0,2} (?:tegen|van|rond)|(?:${anyOf(words.cases)}) tegen) ${called}`,
    ),
  },
  {
    before: before(String.raw`(?:${anyOf(words.punishments)})(?: [\p{L}\d-]+){0,3} voor ${called}`),
  },
  {
    after: after(
      String.raw` (?:kreeg|krijgt|ontving|ontvangt|zit|zat)${clause} \p{L}{0,12}(?:${anyOf(words.punishments)})`,
    ),
  },
  // "In de loods van Jan de Vries lag wiet", "bij Jan de Vries thuis vond de politie".
  {
    before: before(String.raw`\p{L}{0,15}(?:${places}) van ${called}`),
    after: new RegExp(
      String.raw`^[^;]{0,80}(?<!\p{L})(?:${found}|na|vanwege|wegens)(?!\p{L})`,
      'iu',
    ),
    around: anyOffence(),
  },
  {
    before: /(?<!\p{L})bij $/iu,
    after: new RegExp(String.raw`^[^;]{0,40}(?<!\p{L})(?:${found})(?!\p{L})`, 'iu'),
    around: anyOffence(),
  },
]

function anyOf(list: string): string {
  return list.replaceAll(' ', '|')
}

function pairsOf(list: string): [string, string][] {
  return list.split(' ').map((pair) => {
    const [verb = '', particle = ''] = pair.split(':')
    return [verb, particle]
  })
}

function before(source: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}-])${source}$`, 'iu')
}

function after(source: string): RegExp {
  return new RegExp(String.raw`^${aside}${source}(?!\p{L})`, 'iu')
}

function anyOffence(): RegExp {
  return new RegExp(
    String.raw`(?<!\p{L})\p{L}{0,15}(?:${anyOf(words.goods)}|${anyOf(words.offences)}|vondst|diefstal|inbraak|overval|moord|fraude|witwassen|oplichting|mensenhandel)(?!\p{L})`,
    'iu',
  )
}
