import { cancelDispatch, holdDoubts, sendRest } from '../../../src/dispatch/editor.ts'
import { checkInvariants } from '../../../src/dispatch/invariants.ts'
import { planDispatch } from '../../../src/dispatch/plan.ts'
import { regularDispatch } from '../../../src/dispatch/regular-dispatch.ts'
import { dispatchProgress } from '../../../src/dispatch/progress.ts'
import { runDispatch } from '../../../src/dispatch/run.ts'
import { pauseDispatch, resumeDispatch } from '../../../src/dispatch/settle.ts'
import type { SendingSession } from '../../../src/dispatch/sending-session.ts'
import { alone, ISSUE, planFor, sender, setUp } from '../../support/dispatch-data.ts'
import { addReaders, memoryStore } from '../../support/memory-store.ts'
import { tellOf } from './events.ts'
import { newProvider } from './provider.ts'
import { newWorld, noFaults, type Process } from './world.ts'

/**
 * `hold`: a doubt waits, and is then held. `resend`: it is sent again, as the dispatch says.
 * `proof`: the transport can look, like the outbox on disk.
 */
export type Policy = 'hold' | 'resend' | 'proof'
export const policies: readonly Policy[] = ['hold', 'resend', 'proof']

/** `one` sends at a time, under the process lock; or `many`, each holding what it claimed by a lease. */
export type Senders = 'one' | 'many'

/** What one seed came to; `problems` is empty when every invariant held. */
export type Simulated = {
  seed: number
  problems: string[]
  kills: number
  copies: number
  duplicated: number
  held: number
}

const DAY = 24 * 60 * 60_000
const CLOSED = new Set<string>(['done', 'done_with_holds', 'cancelled'])

/**
 * One issue from plan to end, by two senders that take turns under the process lock or by three that
 * send at the same time, while they are
 * killed, frozen and refused by the disk, the clock jumps, the provider misbehaves and tells of its
 * mails late, twice or never, readers unsubscribe and an editor pauses, resumes, cancels and holds. Then nothing goes wrong any more,
 * and it must come to its end with everyone accounted for.
 */
export async function simulate(
  seed: number,
  policy: Policy,
  many: Senders = 'one',
): Promise<Simulated> {
  const store = await memoryStore()
  try {
    const world = newWorld(seed, store)
    const { rng } = world
    const batchSize = policy === 'proof' ? 1 : rng.between(1, 3)
    // Also shorter than somebody may be frozen, so that answers come after their lease.
    const leaseMs = many === 'many' ? rng.between(20_000, 300_000) : 300_000
    const provider = newProvider(world, { proof: policy === 'proof', batchSize, leaseMs })
    const people = addReaders(store, rng.between(2, 7))
    const first = { people: 2, domain: 'example.org' }
    const plan = planFor(people, {
      variants: [{ key: 'all', frozen, count: people.length }],
      batchSize,
      first,
      ...(policy === 'resend' && { onUnknown: 'resend' as const }),
    })
    const problems: string[] = []
    const unsubscribed = new Map<string, number>()
    let locked: Process | undefined
    /** Processes whose connection holds the shared lock; and the one that holds it alone. */
    const active = new Set<Process>()
    const lockHolder: { alone: Process | undefined } = { alone: undefined }
    let kills = 0
    provider.onCopy = (copy, requestedAt) => {
      const { address } = copy
      // A file in a folder tells nothing by itself.
      if (policy !== 'proof')
        void tellOf(copy, world).catch((error: unknown) => problems.push(`event: ${String(error)}`))
      if (isTooEarly(address)) problems.push(`I9: ${address} got it before the first were answered`)
      const since = unsubscribed.get(address)
      // Between claim and call at most half a minute may pass.
      if (since !== undefined && requestedAt - since > 30_000) {
        problems.push(`I4: ${address} got it ${requestedAt - since} ms after unsubscribing`)
      }
    }
    // One in eight: a lock that locks nothing, as on some network disks.
    const lockHolds = policy === 'proof' || many === 'many' || !rng.chance(0.125)

    await world.run(async () => {
      world.faults = {
        kill: rng.pick([0, 0.01, 0.04]),
        freeze: rng.pick([0, 0.02, 0.05]),
        storage: rng.pick([0, 0, 0.02]),
        clock: rng.pick([0, 0, 0.02]),
      }
      provider.trouble = rng.pick([0, 0.2, 0.6])
      if (rng.chance(0.2))
        provider.poison.add(`lezer${rng.between(0, people.length - 1)}@example.org`)
      const senders = [sending(), sending(), ...(many === 'many' ? [sending()] : [])]
      const others = [unsubscribing(), editing()]
      await Promise.all([...senders, ...others])
      world.faults = noFaults
      provider.trouble = 0
      await ending()
    })
    await judge()
    const copies = Map.groupBy(provider.copies, ({ address }) => address)
    const duplicated = [...copies.values()].filter((all) => all.length > 1).length
    const { unsure } = await dispatchProgress(store, await theDispatch())
    return { seed, problems, kills, copies: provider.copies.length, duplicated, held: unsure }

    /** Whether only others may have a turn now. */
    function isTooEarly(address: string): boolean {
      const row = store.sqlite
        .prepare(
          `select 1 as found from recipient r join batch b on b.id = r.batch_id
           join dispatch d on d.id = b.dispatch_id
           where r.email = ? and b.seq >= d.claim_below`,
        )
        .get(address)
      return row !== undefined
    }

    /** A process after another: each plans or goes on, until it ends, is stopped or is killed. */
    async function sending(): Promise<void> {
      for (let life = 0; life < 4; life++) {
        await world.sleep(rng.between(0, 20_000))
        if (rng.chance(0.1)) await world.sleep(DAY)
        await session()
      }
    }

    async function session(): Promise<void> {
      if (many === 'one' && locked !== undefined && lockHolds) return
      const process = world.newProcess()
      // Whoever is alone for a moment lets nobody else begin.
      while (lockHolder.alone !== undefined) await world.sleep(100)
      locked = process
      active.add(process)
      if (rng.chance(0.1)) void world.sleep(rng.between(0, 60_000)).then(() => process.stop())
      const end = await Promise.race([process.killed, work(process)])
      if (end === 'killed') kills++
      if (locked === process) locked = undefined
      // The server frees the lock of a connection that ended.
      active.delete(process)
      if (lockHolder.alone === process) lockHolder.alone = undefined
    }

    async function work(process: Process): Promise<void> {
      try {
        const planned = await planDispatch(process.store, plan, process.ports)
        if (planned.kind !== 'planned' && planned.kind !== 'exists') {
          throw new Error('The list of a simulation stays, and none of it is scheduled')
        }
        const id = planned.kind === 'planned' ? planned.dispatchId : planned.dispatch.id
        await runDispatch(id, {
          ...setUp('', process.store, 0).options(),
          transport: provider.transportFor(process),
          session: many === 'many' ? shared(process) : alone,
          ports: process.ports,
          signal: process.signal,
          checkpoint: (point) => process.effect(point),
        })
      } catch (error) {
        if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error
      }
    }

    function shared(process: Process): SendingSession {
      return {
        kind: 'shared',
        owner: `process ${process.ports.newId()}`,
        isHere: () => true,
        async whileAlone(work) {
          if (active.size > 1 || lockHolder.alone !== undefined) return false
          lockHolder.alone = process
          try {
            await work()
            return true
          } finally {
            lockHolder.alone = undefined
          }
        },
        release: () => Promise.resolve(),
      }
    }

    async function unsubscribing(): Promise<void> {
      for (const { id, email } of people) {
        if (!rng.chance(0.25)) continue
        await world.sleep(rng.between(0, 120_000))
        await store.db
          .updateTable('subscriber')
          .set({ newsletter: 'withdrawn' })
          .where('id', '=', id)
          .execute()
        unsubscribed.set(email, world.time())
      }
    }

    async function editing(): Promise<void> {
      const decisions = rng.between(0, 4)
      const { ports } = world.newProcess()
      for (let i = 0; i < decisions; i++) {
        await world.sleep(rng.between(0, 60_000))
        const row = await regularDispatch(store.db, ISSUE, sender.list.id)
        if (row === undefined || row.prepared_at === null) continue
        switch (rng.pick(['pause', 'resume', 'resume', 'cancel', 'hold', 'rest'] as const)) {
          case 'pause':
            await pauseDispatch(store, row.id, 'by-hand', 'editor', ports)
            break
          case 'resume':
            await resumeDispatch(store, row.id, 'editor', ports)
            break
          case 'cancel':
            if (rng.chance(0.5)) await cancelDispatch(store, row.id, ports)
            break
          case 'hold':
            await holdDoubts(store, row.id, ports)
            break
          case 'rest':
            await sendRest(store, row.id, { duplicates: false }, ports)
            break
        }
        await sound('after an editor')
      }
    }

    /** Nothing goes wrong any more: within a few sessions and a day it must be at its end. */
    async function ending(): Promise<void> {
      for (let i = 0; i < 6; i++) {
        await world.sleep(3 * DAY)
        const row = await regularDispatch(store.db, ISSUE, sender.list.id)
        if (row !== undefined && CLOSED.has(row.status)) break
        if (row !== undefined)
          await resumeDispatch(store, row.id, 'editor', world.newProcess().ports)
        await session()
      }
      await sound('at the end')
    }

    async function sound(when: string): Promise<void> {
      for (const { invariant, what } of await checkInvariants(store)) {
        // The alarm that this policy is bound to raise.
        if (invariant === 'I8' && policy === 'resend') continue
        problems.push(`${invariant} ${when}: ${what}`)
      }
    }

    async function theDispatch(): Promise<string> {
      const row = await regularDispatch(store.db, ISSUE, sender.list.id)
      if (row === undefined) throw new Error('I7: it was never planned')
      return row.id
    }

    /** The ledger against what really reached people. */
    async function judge(): Promise<void> {
      const { status } = await store.db
        .selectFrom('dispatch')
        .select('status')
        .where('status', '<>', 'discarded')
        .executeTakeFirstOrThrow()
      if (!CLOSED.has(status)) problems.push(`I7: ended as ${status}`)
      const rows = await store.db
        .selectFrom('recipient')
        .innerJoin('batch', 'batch.id', 'recipient.batch_id')
        .select(['email', 'state', 'batch.status', 'batch.id as batch'])
        .execute()
      if (rows.length !== people.length)
        problems.push(`I2: ${rows.length} of ${people.length} rows`)
      for (const { email, state, status, batch } of rows) {
        const got = provider.copies.filter(({ address }) => address === email).length
        const knowingly = await wasSentAgain(batch)
        if (got > 1 && !knowingly) problems.push(`I1: ${email} got it ${got} times`)
        if (state === 'submitted' && got === 0)
          problems.push(`I3: ${email} counts as sent and got nothing`)
        if (state === 'planned' && status !== 'held')
          problems.push(`I2: ${email} was forgotten (${status})`)
        if (['suppressed', 'cancelled', 'rejected'].includes(state) && got > 0 && !knowingly) {
          problems.push(`I3: ${email} counts as ${state} and got it`)
        }
      }
    }

    /** Under `resend` a doubt is sent again, and the log says so. */
    async function wasSentAgain(batch: string): Promise<boolean> {
      if (policy !== 'resend') return false
      const row = await store.db
        .selectFrom('ledger_log')
        .innerJoin('batch', 'batch.id', 'ledger_log.batch_id')
        .innerJoin('batch as its', 'its.seq', 'batch.seq')
        .select('ledger_log.id')
        .where('its.id', '=', batch)
        .where('ledger_log.why', 'like', 'B12%')
        .executeTakeFirst()
      return row !== undefined
    }
  } finally {
    await store.close()
  }
}

const frozen = {
  subject: 'Nieuws',
  preheader: '',
  html: '<p>x</p>',
  text: 'x',
  web: '',
  images: [],
}
