import { randomBytes } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { diskShortage } from './disk-space.ts'

/**
 * A file that takes up room and holds nothing. When the disk is full at the moment that an answer of a
 * mail server has to be written down, it is let go, so that it can be: what is not written down is in
 * doubt for ever.
 */
const NAME = 'ballast'
export const BALLAST_BYTES = 16 * 1024 * 1024

/** Makes it where there is room for it beside the reserve; true when it is there. */
export async function keepBallast(
  folder: string | undefined,
  isShort: typeof diskShortage = diskShortage,
): Promise<boolean> {
  if (folder === undefined) return false
  if (hasBallast(folder)) return true
  const part = join(folder, `.${NAME}-${process.pid}`)
  try {
    if ((await isShort(folder, BALLAST_BYTES)) !== undefined) return false
    const file = await open(part, 'w', 0o600)
    try {
      // Random: a file system that compresses would make nothing of nothing.
      await file.writeFile(randomBytes(BALLAST_BYTES))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, join(folder, NAME))
    return true
  } catch {
    // Without it everything works as with it, until the disk is full.
    await rm(part, { force: true }).catch(() => {})
    return false
  }
}

export function hasBallast(folder: string): boolean {
  return statSync(join(folder, NAME), { throwIfNoEntry: false })?.size === BALLAST_BYTES
}

/** True when it was there and is gone: its room is free now. */
export function releaseBallast(folder: string | undefined): boolean {
  if (folder === undefined || !hasBallast(folder)) return false
  try {
    rmSync(join(folder, NAME))
    return true
  } catch {
    return false
  }
}
