import { statfs } from 'node:fs/promises'

/** Below this a database cannot be trusted to write down what it did. */
export const RESERVE_BYTES = 64 * 1024 * 1024

/** Undefined when there is room for `neededBytes` and a reserve; else what is free and needed. */
export async function diskShortage(
  folder: string,
  neededBytes: number,
): Promise<{ freeBytes: number; neededBytes: number } | undefined> {
  const { bavail, bsize } = await statfs(folder)
  const freeBytes = bavail * bsize
  const needed = neededBytes + RESERVE_BYTES
  return freeBytes < needed ? { freeBytes, neededBytes: needed } : undefined
}
