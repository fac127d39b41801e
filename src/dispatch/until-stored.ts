import { releaseBallast } from '../store/ballast.ts'
import { storageFault } from '../store/storage-fault.ts'
import type { Store } from '../store/store.ts'
import { noteBallast } from './dispatch-log.ts'
import type { Ports } from './ports.ts'

/** What the database refuses is tried this often, about a minute and a half, before this run gives up. */
export const STORAGE_TRIES = 24

/** Writes of what this process alone knows. */
export type Writes = {
  /** Tries until it holds; undefined when that cannot be. */
  untilStored<T>(write: () => Promise<T>): Promise<T | undefined>
  /** Whether one of them is being tried again: nobody claims meanwhile. */
  areFailing(): boolean
}

/**
 * For the answers of one run. `stop` is called when nothing more is to be sent by it: when a write
 * cannot be made to hold, so that the next run's sweep finds a doubt, and when the ballast had to go
 * for it, because that room is for what was sent already and not for more of it.
 */
export function openWrites(
  store: Store,
  dispatchId: string,
  ports: Ports,
  stop: () => void,
): Writes {
  let failing = 0

  return { untilStored, areFailing: () => failing > 0 }

  async function untilStored<T>(write: () => Promise<T>): Promise<T | undefined> {
    let isFailing = false
    let freed = false
    try {
      for (let tried = 1; ; tried++) {
        try {
          const written = await write()
          if (freed) await noteBallast(store, dispatchId, ports)
          return written
        } catch (error) {
          if (!isStorageError(error)) throw error
          if (tried === STORAGE_TRIES) {
            stop()
            return undefined
          }
          if (!isFailing) failing++
          isFailing = true
          if (isDiskFull(error) && releaseBallast(store.folder)) {
            stop()
            freed = true
            continue
          }
          await ports.wait(Math.min(100 * 2 ** tried, 5_000), new AbortController().signal)
        }
      }
    } finally {
      if (isFailing) failing--
    }
  }

  /** Of this computer: a ballast here makes no room on the server of a database. */
  function isDiskFull(error: unknown): boolean {
    return store.kind === 'sqlite' && storageFault(error)?.kind === 'full'
  }
}

export function isStorageError(error: unknown): boolean {
  return (
    (error as { code?: string }).code === 'ERR_SQLITE_ERROR' || storageFault(error) !== undefined
  )
}

/** What cannot be read now is as it was. */
export function unlessStorage(error: unknown): true {
  if (!isStorageError(error)) throw error
  return true
}
