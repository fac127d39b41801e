import { isDateFormat } from './xlsx-date.ts'
import type { XlsxPackage } from './xlsx-package.ts'
import { XlsxRefused } from './xlsx-refused.ts'
import { stringCollector } from './xlsx-string.ts'

/** The parts of a workbook that its sheets refer to. */
export type Workbook = {
  /** In the order of the tabs; only sheets with cells. */
  sheets: { name: string; part: string; hidden: boolean }[]
  strings: string[]
  /** By number of the cell's style: whether its number is a date. */
  dateStyles: boolean[]
  /** Days are counted from 1904 instead of 1900. */
  date1904: boolean
}

/** As many different texts as 50,000 rows of twenty cells can have. */
const MAX_STRINGS = 1_000_000

export async function readWorkbook(parts: XlsxPackage): Promise<Workbook> {
  const main = (await relationsOf(parts, '')).find(({ type }) => type === 'officeDocument')?.part
  if (main === undefined || !parts.has(main)) throw new XlsxRefused('not-xlsx')
  const relations = await relationsOf(parts, main)
  await refuseOtherKinds(parts, main, relations)
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.part
  const [strings, styles] = [partOf('sharedStrings'), partOf('styles')]
  const { tabs, date1904 } = await readTabs(parts, main)
  const sheets = tabs.flatMap(({ name, relation, hidden }) => {
    const found = relations.find(({ id, type }) => id === relation && type === 'worksheet')
    return found === undefined ? [] : [{ name, part: found.part, hidden }]
  })
  return {
    sheets,
    date1904,
    strings: strings === undefined ? [] : await readStrings(parts, strings),
    dateStyles: styles === undefined ? [] : await readDateStyles(parts, styles),
  }
}

/** A program inside the file is no reason to run it, but every reason not to take it. */
async function refuseOtherKinds(
  parts: XlsxPackage,
  main: string,
  relations: readonly Relation[],
): Promise<void> {
  let kind: string | undefined
  await parts.read('[Content_Types].xml', {
    open(name, { PartName, ContentType = '' }) {
      if (name === 'Override' && PartName?.toLowerCase() === `/${main.toLowerCase()}`) {
        kind = ContentType
      }
    },
  })
  const macros = relations.some(({ type }) => type === 'vbaProject')
  if (macros || /macroEnabled\.main\+xml$/i.test(kind ?? '')) throw new XlsxRefused('xlsx-macros')
  if (!/spreadsheetml\.(sheet|template)\.main\+xml$/i.test(kind ?? '')) {
    throw new XlsxRefused('not-xlsx')
  }
}

type Relation = { id: string; type: string; part: string }

/** What a part refers to inside this file; what lies outside is never looked at. */
async function relationsOf(parts: XlsxPackage, of: string): Promise<Relation[]> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1)
  const file = `${folder}_rels/${of.slice(folder.length)}.rels`
  const found: Relation[] = []
  if (!parts.has(file)) return found
  await parts.read(file, {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      const part = Target.startsWith('/') ? Target.slice(1) : folder + Target.replace(/^\.\//, '')
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part })
    },
  })
  return found
}

async function readTabs(parts: XlsxPackage, main: string) {
  const tabs: { name: string; relation: string; hidden: boolean }[] = []
  let date1904 = false
  await parts.read(main, {
    open(element, attributes) {
      if (element === 'workbookPr') date1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (element !== 'sheet') return
      const { name = '', state } = attributes
      // The prefix is the writer's choice; `id` without one is nobody's.
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      tabs.push({ name, relation, hidden: state !== undefined && state !== 'visible' })
    },
  })
  return { tabs, date1904 }
}

async function readStrings(parts: XlsxPackage, part: string): Promise<string[]> {
  const strings: string[] = []
  const one = stringCollector()
  await parts.read(part, {
    open: (name) => one.open(name),
    text: (text) => one.text(text),
    close(name) {
      one.close(name)
      if (name !== 'si') return
      if (strings.length === MAX_STRINGS) throw new XlsxRefused('xlsx-expands')
      strings.push(one.take())
    },
  })
  return strings
}

async function readDateStyles(parts: XlsxPackage, part: string): Promise<boolean[]> {
  const formats = new Map<string, string>()
  const styles: boolean[] = []
  let inCells = false
  await parts.read(part, {
    open(name, { numFmtId = '0', formatCode }) {
      if (name === 'numFmt' && formatCode !== undefined) formats.set(numFmtId, formatCode)
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) styles.push(isDateFormat(numFmtId, formats.get(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}
