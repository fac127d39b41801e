import type { TableRefusal } from './table.ts'

/** Thrown from deep inside a workbook that will not be read; `readXlsx` makes a value of it. */
export class XlsxRefused extends Error {
  readonly reason: TableRefusal
  readonly columns: string[] | undefined

  constructor(reason: TableRefusal, given: { columns?: string[]; cause?: unknown } = {}) {
    super(reason, { cause: given.cause })
    this.reason = reason
    this.columns = given.columns
  }
}
