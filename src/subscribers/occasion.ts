import { randomBytes } from 'node:crypto'

/** When something is done, and the chance it needs: handed in, so that a test can choose both. */
export type Occasion = {
  /** Epoch milliseconds. */
  at: number
  /** Random, for a row. */
  newId: () => string
  /** At least 128 random bits, for a link. */
  newToken: () => string
}

export function occasionAt(at: number): Occasion {
  return {
    at,
    newId: () => randomBytes(12).toString('hex'),
    newToken: () => randomBytes(18).toString('base64url'),
  }
}
