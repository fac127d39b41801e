import { didYouMean } from '../did-you-mean.ts'

/** What a column of an import can hold. */
export type ImportField =
  | 'email'
  | 'name'
  | 'firstName'
  | 'infix'
  | 'lastName'
  | 'organisation'
  | 'organisationType'
  | 'role'
  | 'area'
  | 'themes'
  | 'partners'
  | 'networks'
  | 'language'
  | 'purposes'
  | 'basis'
  | 'source'
  | 'evidence'
  /** What Rondbrief itself added to a file with faults: read past when that file comes back. */
  | 'fault'

export type ColumnsRead =
  | { kind: 'ok'; at: Map<ImportField, number>; unknown: UnknownColumn[] }
  | { kind: 'no-address' }
  | { kind: 'twice'; columns: [string, string] }

export type UnknownColumn = { column: string; suggestion: string | undefined }

/** Which column holds what. Headers are compared without capitals, accents, spaces and signs. */
export function readColumns(columns: readonly string[]): ColumnsRead {
  const at = new Map<ImportField, number>()
  const unknown: UnknownColumn[] = []
  for (const [index, column] of columns.entries()) {
    const field = fieldOf.get(plain(column))
    const earlier = field === undefined ? undefined : at.get(field)
    if (field === undefined) {
      if (column !== '') unknown.push({ column, suggestion: suggestionFor(column) })
    } else if (earlier !== undefined) {
      return { kind: 'twice', columns: [columns[earlier] ?? '', column] }
    } else {
      at.set(field, index)
    }
  }
  return at.has('email') ? { kind: 'ok', at, unknown } : { kind: 'no-address' }
}

/** How people head such a column; the first is the one that we ask for and suggest. */
const headers: Record<ImportField, string[]> = {
  email: ['e-mailadres', 'e-mail', 'mail', 'mailadres', 'e-post', 'email address'],
  name: ['naam', 'volledige naam', 'contactpersoon', 'name'],
  firstName: ['voornaam', 'roepnaam', 'first name'],
  infix: ['tussenvoegsel', 'tussenvoegsels', 'tv'],
  lastName: ['achternaam', 'familienaam', 'last name'],
  organisation: [
    'organisatie',
    'werkgever',
    'bedrijf',
    'bedrijfsnaam',
    'instelling',
    'organisation',
  ],
  organisationType: [
    'soort organisatie',
    'type organisatie',
    'organisatietype',
    'sector',
    'organisation_type',
  ],
  role: ['functie', 'rol', 'role'],
  area: ['gemeente', 'gemeentenaam', 'gemeentecode', 'cbs-code', 'area'],
  themes: ["thema's", 'thema', 'interesses', 'onderwerpen', 'themes'],
  partners: ['berichten van', 'afzenders', 'partners'],
  networks: ['netwerken', 'netwerk', 'networks'],
  language: ['taal', 'language'],
  purposes: ['ontvangt', 'doel', 'lijst', 'purposes'],
  basis: ['grondslag', 'basis'],
  source: ['bron', 'herkomst', 'source'],
  evidence: ['bewijs', 'bewijs van toestemming', 'evidence'],
  fault: ['fout'],
}

const fieldOf = new Map(
  Object.entries(headers).flatMap(([field, names]) =>
    names.map((name) => [plain(name), field as ImportField] as const),
  ),
)

function suggestionFor(column: string): string | undefined {
  return didYouMean(column.slice(0, 60), Object.values(headers).flat())
}

function plain(header: string): string {
  return header
    .slice(0, 200)
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}
