import type { OnRow, TableRead } from './table.ts'
import { openPackage } from './xlsx-package.ts'
import { XlsxRefused } from './xlsx-refused.ts'
import { sheetHandlers } from './xlsx-sheet.ts'
import { readWorkbook } from './xlsx-workbook.ts'

/** As it lies on the disk. 50,000 people with sixteen columns measured 10 MB, and reading them 190 MB. */
export const MAX_XLSX_BYTES = 16 * 1024 * 1024

/** A zip archive, or what Excel wrote before 2007 and still writes around an encrypted workbook. */
export function isWorkbook(bytes: Buffer): boolean {
  return isZip(bytes) || isCompoundFile(bytes)
}

/**
 * One sheet of a workbook: the one with this name, else the first that is not hidden. Nothing in it
 * is worked out, run or fetched. After a refusal the rows already handed over mean nothing.
 */
export async function readXlsx(
  bytes: Buffer,
  wanted: string | undefined,
  onRow: OnRow,
): Promise<TableRead> {
  if (isCompoundFile(bytes)) {
    const encrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    return { kind: 'refused', reason: encrypted ? 'xlsx-encrypted' : 'xls-old' }
  }
  if (bytes.length > MAX_XLSX_BYTES) return { kind: 'refused', reason: 'xlsx-too-large' }
  try {
    const parts = await openPackage(bytes)
    const workbook = await readWorkbook(parts)
    const names = workbook.sheets.map(({ name }) => name)
    const sheet =
      wanted === undefined
        ? (workbook.sheets.find(({ hidden }) => !hidden) ?? workbook.sheets[0])
        : workbook.sheets.find(({ name }) => plain(name) === plain(wanted))
    if (sheet === undefined) throw new XlsxRefused('sheet-unknown', { columns: names })
    let rows = 0
    await parts.read(
      sheet.part,
      sheetHandlers(workbook, (row) => {
        rows++
        onRow(row)
      }),
    )
    if (rows === 0) return { kind: 'refused', reason: 'empty' }
    const others = names.filter((name) => name !== sheet.name)
    return { kind: 'ok', format: { kind: 'xlsx', sheet: sheet.name, others } }
  } catch (error) {
    if (!(error instanceof XlsxRefused)) throw error
    const { reason, columns } = error
    return { kind: 'refused', reason, ...(columns !== undefined && { columns }) }
  }
}

function isZip(bytes: Buffer): boolean {
  return ['504b0304', '504b0506'].includes(bytes.subarray(0, 4).toString('hex'))
}

function isCompoundFile(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))
}

function plain(name: string): string {
  return name.trim().toLowerCase()
}
