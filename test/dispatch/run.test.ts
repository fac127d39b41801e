import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { dispatchProgress, type Progress } from '../../src/dispatch/progress.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { eraseKeys } from '../../src/subscribers/erase-keys.ts'
import { ISSUE } from '../support/dispatch-data.ts'
import { fixture, outboxOf, planned } from '../support/dispatch-fixture.ts'

describe('sending to the outbox', () => {
  test('gives everyone exactly one mail of their own', async () => {
    const made = await fixture(25)
    const id = await planned(made)
    const result = await runDispatch(id, made.options())
    expect(result).toMatchObject({ end: 'finished', progress: { total: 25, sent: 25, waiting: 0 } })
    const files = await outboxOf(made)
    expect(files).toHaveLength(25)
    const mails = await Promise.all(
      files.map(async (file) => PostalMime.parse(await readFile(join(made.outbox, ISSUE, file)))),
    )
    expect(new Set(mails.map((mail) => mail.to?.[0]?.address)).size).toBe(25)
    const links = mails.map((mail) => /\/u\/[\w.-]+/.exec(mail.text ?? '')?.[0])
    expect(new Set(links).size).toBe(25)
    expect(links.every(Boolean)).toBe(true)
  })

  test('while a transport gets ready nobody is claimed, and with nobody left it is not asked to', async () => {
    const made = await fixture(5)
    const id = await planned(made)
    const opened: string[][] = []
    const open = async () => {
      const rows = await made.store.db.selectFrom('batch').select('status').execute()
      opened.push(rows.map(({ status }) => status))
    }
    const options = made.options({ transport: { ...made.transport, open } })
    await runDispatch(id, options)
    expect(opened).toEqual([['ready', 'ready', 'ready', 'ready', 'ready']])
    await runDispatch(id, options)
    expect(opened).toHaveLength(1)
    expect(await outboxOf(made)).toHaveLength(5)
  })

  test('sends nothing the second time', async () => {
    const made = await fixture(5)
    const id = await planned(made)
    await runDispatch(id, made.options())
    expect(await planDispatch(made.store, made.plan, systemPorts)).toMatchObject({
      kind: 'exists',
      dispatch: { id, status: 'done' },
    })
    const again = await runDispatch(id, made.options())
    expect(again).toMatchObject({ end: 'finished', progress: { sent: 5 } })
    expect(await outboxOf(made)).toHaveLength(5)
  })

  test('leaves out who unsubscribed, bounced or was erased after it was planned', async () => {
    const made = await fixture(6)
    const id = await planned(made)
    const { db } = made.store
    await db
      .insertInto('suppression')
      .values({ email_key: 'key000001', scope: 'newsletter', reason: 'unsubscribed', at: 1 })
      .execute()
    await db
      .updateTable('subscriber')
      .set({ newsletter: 'withdrawn' })
      .where('id', '=', 's2')
      .execute()
    const erasure = { reason: 'verzoek', at: 1, newId: () => systemPorts.newId(), always: false }
    await eraseKeys(db, ['key000003'], erasure)
    await db
      .updateTable('subscriber')
      .set({ newsletter: 'bounced' })
      .where('id', '=', 's4')
      .execute()
    const { progress } = await runDispatch(id, made.options())
    expect(progress).toMatchObject({ total: 6, sent: 2, skipped: 4 })
    const skipped = await db
      .selectFrom('recipient')
      .select(['subscriber_id', 'reason'])
      .where('state', '=', 'suppressed')
      .orderBy('subscriber_id')
      .execute()
    expect(skipped).toEqual([
      { subscriber_id: null, reason: 'erased' },
      { subscriber_id: 's1', reason: 'unsubscribed' },
      { subscriber_id: 's2', reason: 'unsubscribed' },
      { subscriber_id: 's4', reason: 'hard-bounce' },
    ])
    expect(await outboxOf(made)).toHaveLength(2)
  })

  test('finishes what is under way when stopped, and later goes on with the rest', async () => {
    const made = await fixture(40)
    const id = await planned(made)
    const stop = new AbortController()
    const first = await runDispatch(
      id,
      made.options({
        signal: stop.signal,
        onProgress: ({ sent }) => {
          if (sent >= 10) stop.abort()
        },
      }),
    )
    expect(first.end).toBe('interrupted')
    expect(first.progress.underWay).toBe(0)
    expect(first.progress.sent).toBeGreaterThanOrEqual(10)
    expect(first.progress.sent).toBeLessThan(40)
    expect(await outboxOf(made)).toHaveLength(first.progress.sent)
    const second = await runDispatch(id, made.options())
    expect(second).toMatchObject({ end: 'finished', progress: { sent: 40 } })
    expect(await outboxOf(made)).toHaveLength(40)
  })

  test('shows numbers that always add up', async () => {
    const made = await fixture(30)
    const id = await planned(made)
    await made.store.db
      .insertInto('suppression')
      .values({ email_key: 'key000007', scope: 'all', reason: 'complaint', at: 1 })
      .execute()
    const seen: Progress[] = []
    const { progress } = await runDispatch(
      id,
      made.options({ onProgress: (now) => seen.push(now) }),
    )
    for (const { total, ...parts } of seen) {
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total)
    }
    expect(seen.at(-1)).toEqual(progress)
    expect(progress).toEqual(await dispatchProgress(made.store, id))
  })

  test('sends nothing when a frozen variant is no longer what was frozen', async () => {
    const made = await fixture(3)
    const id = await planned(made)
    await made.store.db.updateTable('variant').set({ text: 'iets anders' }).execute()
    expect(await runDispatch(id, made.options())).toMatchObject({
      end: 'paused',
      reason: 'content-changed',
    })
    expect(await outboxOf(made)).toEqual([])
  })
})
