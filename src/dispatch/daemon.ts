import type { Config } from '../config.ts'
import { occurrenceCounter } from '../schedule/occurrence-counter.ts'
import { resolveAgain } from '../schedule/resolve-again.ts'
import { steadyClock } from '../schedule/steady-clock.ts'
import type { Store } from '../store/store.ts'
import type { BackupWritten } from '../store/write-backup.ts'
import { dailyBackup } from '../subscribers/daily-backup.ts'
import { occasionAt } from '../subscribers/occasion.ts'
import { askRoles } from '../subscribers/role-check.ts'
import { dailyUpkeep } from '../subscribers/upkeep.ts'
import type { Text } from '../text/text.ts'
import { lookAtIssue, openIssues, type Look, type Scheduling } from './look-at-issue.ts'
import { openTransport } from './open-transport.ts'
import { systemPorts, type Ports } from './ports.ts'
import { isRestored } from './sending-journal.ts'
import { everyHalfMinute, type Waking } from './waking.ts'

export type DaemonOptions = {
  /** Asked at every look, because the file may have changed. */
  config: () => Config
  text: () => Text
  store: () => Promise<Store>
  ports?: Ports
  /** What makes it look beside the start and `look`; another than usual only where a test does that itself. */
  waking?: Waking
  /** What sends; another than the settings name only where a test has a server of its own. */
  openTransport?: Scheduling['openTransport']
  /** What happened, once: not again at every tick while it stays the same. */
  onNews?: (issueId: string, look: Exclude<Look, { kind: 'nothing' }>) => void
  /** Whether the pages that the yearly question leads to are served, and its mails sent, by us. */
  asksRoles?: boolean
  /** A daily backup that was not made, once: not again while the reason stays the same. */
  onNoBackup?: (why: BackupFailure) => void
  /** Done once an hour beside the looking, which does not wait for it. */
  hourly?: (scheduling: Scheduling) => Promise<void>
  /** A bug, or a database that cannot be read. The daemon goes on at the next tick. */
  failed: (error: unknown) => void
}

export type BackupFailure = Exclude<BackupWritten['kind'], 'written'>

export type Daemon = {
  /** Looks now, as a tick does; the end of a look that is under way when there is one. */
  look: () => Promise<void>
  /** What each scheduled issue came to at the last look. */
  looks: () => ReadonlyMap<string, Look>
  /** Finishes the calls that are under way and stops. */
  close: () => Promise<void>
}

/**
 * Sends what is due, in the process of `npm start`. It is only woken, every half minute:
 * whether something is due is asked of the database and the clock each time, so a missed wake-up, a
 * second one or a clock that was put back changes nothing.
 */
export function startDaemon(options: DaemonOptions): Daemon {
  const ports = options.ports ?? systemPorts
  const stop = new AbortController()
  const steady = steadyClock(ports)
  const looks = new Map<string, Look>()
  const count = occurrenceCounter()
  let isResolved = false
  let keepAt = -Infinity
  let backupAt = -Infinity
  let noBackup: BackupFailure | undefined
  let looking: Promise<void> | undefined
  let hourAt = -Infinity
  let inHour: Promise<void> | undefined

  const look = (): Promise<void> => {
    looking ??= lookAtAll()
      .catch(options.failed)
      .finally(() => {
        looking = undefined
      })
    return looking
  }
  const sleep = (options.waking ?? everyHalfMinute)(() => void look(), ports)
  void look()

  return {
    look,
    looks: () => looks,
    async close() {
      stop.abort()
      await sleep()
      await Promise.all([looking, inHour])
    },
  }

  async function lookAtAll(): Promise<void> {
    if (!steady() || stop.signal.aborted) return
    const config = options.config()
    const scheduling: Scheduling = {
      config,
      text: options.text(),
      store: await options.store(),
      ports,
      signal: stop.signal,
      openTransport: options.openTransport ?? openTransport,
    }
    if (!isResolved) await resolveAgain(scheduling.store, ports.now())
    isResolved = true
    const open = await openIssues(scheduling.store, config.list.id)
    for (const issueId of looks.keys()) if (!open.includes(issueId)) looks.delete(issueId)
    for (const issueId of open) {
      if (stop.signal.aborted) return
      try {
        note(issueId, await lookAtIssue(issueId, scheduling))
      } catch (error) {
        // One issue that fails must not keep the others from being sent.
        options.failed(error)
      }
    }
    if (stop.signal.aborted) return
    await count(config, scheduling.store, ports.now())
    beginHour(scheduling)
    await keepNoLonger(scheduling)
    await backUp(scheduling)
  }

  function beginHour(scheduling: Scheduling): void {
    const now = ports.now()
    if (stop.signal.aborted || inHour !== undefined || now - hourAt < HOUR) return
    hourAt = now
    inHour = options
      .hourly?.(scheduling)
      .catch(options.failed)
      .finally(() => {
        inHour = undefined
      })
  }

  /**
   * Once a day, and at the start: whoever switches the laptop off at night would never get to it. What
   * failed is tried again after an hour.
   */
  async function keepNoLonger({ config, store }: Scheduling): Promise<void> {
    const now = ports.now()
    if (stop.signal.aborted || now < keepAt) return
    keepAt = now + HOUR
    await dailyUpkeep(config, store, { now, dryRun: false })
    if (options.asksRoles === true && !(await isRestored(store))) {
      await askRoles(store, config.retention.roleCheck, occasionAt(now))
    }
    keepAt = now + DAY
  }

  /** Looked at once an hour, because the disk for it may have been away. */
  async function backUp({ config, store }: Scheduling): Promise<void> {
    const now = ports.now()
    // A database server makes its own.
    if (store.kind === 'postgres' || stop.signal.aborted || now - backupAt < HOUR) return
    backupAt = now
    const made = await dailyBackup(config, now)
    const before = noBackup
    noBackup = made === undefined || made.kind === 'written' ? undefined : made.kind
    if (noBackup !== undefined && noBackup !== before) options.onNoBackup?.(noBackup)
  }

  function note(issueId: string, seen: Look): void {
    const before = looks.get(issueId)
    looks.set(issueId, seen)
    if (seen.kind !== 'nothing' && shown(before) !== shown(seen)) options.onNews?.(issueId, seen)
  }
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Two looks that say the same are one piece of news. */
function shown(look: Look | undefined): string {
  return JSON.stringify({ ...look, lateMs: 0 })
}
