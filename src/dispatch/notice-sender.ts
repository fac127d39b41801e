import type { Config } from '../config.ts'
import { uncut } from '../render/pieces.ts'
import { renderNotice } from '../render/render-notice.ts'
import { openTemplates } from '../render/templates.ts'
import type { Store } from '../store/store.ts'
import type { NoticeRow, SubscriberRow } from '../store/tables.ts'
import { forgetExpired } from '../subscribers/forget-expired.ts'
import { noticeRef } from '../subscribers/reader.ts'
import { secretOf } from '../subscribers/secret.ts'
import { subscriberById } from '../subscribers/sign-up.ts'
import { signToken } from '../subscribers/token.ts'
import { receivedBy } from '../subscribers/unsubscribe.ts'
import type { Text } from '../text/text.ts'
import { archivedIssues } from './archive.ts'
import { noticeContent } from './notice-content.ts'
import type { Ports } from './ports.ts'
import { LONGEST_WAIT_MS } from './record.ts'
import { openNoticeSession, type NoticeSession } from './notice-session.ts'
import type { OutgoingBatch, Reason, SubmitOutcome, Transport } from './transport.ts'

/**
 * Sends the queue of notices, each at most once:
 *
 *   waiting --claim--> sending --accepted--> sent
 *   sending --refused for now--> waiting      sending --rejected--> failed
 *   sending --no answer, or found at the start--> in_doubt, which is never sent again
 *
 * The claim has committed before the call, so a crash leaves `sending`. The next sender, which its
 * session shows to be alone, asks the transport for proof; without proof it stays a doubt,
 * because whoever waits for the mail can ask for another and nobody can take one back.
 */
export type NoticeSender = {
  /**
   * Something was queued: look after a short while. Making a mail takes longer than answering, and
   * would keep the answer waiting only where there is a mail to make.
   */
  nudge: () => void
  /** Resolves when nothing that may be sent now is waiting. */
  idle: () => Promise<void>
  close: () => Promise<void>
}

export type NoticeSending = {
  config: () => Config
  text: () => Text
  store: () => Promise<Store>
  openTransport: (config: Config) => Transport
  ports: Ports
  /** No mail leaves before somebody has looked at account or settings; it is tried again. */
  paused: (reason: Reason) => void
  /** A bug, or a template that cannot be used; the queue goes on. */
  failed: (error: unknown) => void
}

/** The folder of notices in the outbox, and the first part of their Message-ID. */
export const NOTICES = 'notices'

const MINUTE = 60_000
const TRIES = 10
/** In milliseconds. */
const AFTER_ANSWER = 100

export function startNoticeSender(sending: NoticeSending): NoticeSender {
  const { ports } = sending
  const stop = new AbortController()
  let wake = Promise.withResolvers<void>()
  let idle = Promise.withResolvers<void>()
  /** Looks that were asked for and have not begun. */
  let asked = 0
  let due = false
  let session: NoticeSession | undefined
  let forgotAt = 0
  const running = work()

  return {
    nudge() {
      asked++
      idle = Promise.withResolvers<void>()
      setTimeout(() => {
        asked--
        due = true
        wake.resolve()
      }, AFTER_ANSWER).unref()
    },
    idle: () => idle.promise,
    async close() {
      stop.abort()
      await running
    },
  }

  async function work(): Promise<void> {
    while (!stop.signal.aborted) {
      due = false
      wake = Promise.withResolvers<void>()
      const wait = await round().catch((error: unknown) => {
        sending.failed(error)
        return MINUTE
      })
      if (due) continue
      if (asked === 0) idle.resolve()
      const ring = new AbortController()
      await Promise.race([
        ports.wait(wait, AbortSignal.any([stop.signal, ring.signal])),
        wake.promise,
      ])
      ring.abort()
    }
    await session?.release()
  }

  /** Everything that may go now; gives how long nothing more can happen by itself, in milliseconds. */
  async function round(): Promise<number> {
    const store = await sending.store()
    if (session === undefined || !session.isOurs()) {
      session = await openNoticeSession(sending.config(), store)
      // Another process sends; it may end.
      if (session === undefined) return MINUTE / 2
      await settleLeftovers(store)
    }
    if (ports.now() - forgotAt > 60 * MINUTE) {
      forgotAt = ports.now()
      await forgetExpired(store, forgotAt)
    }
    for (;;) {
      if (stop.signal.aborted) return 0
      const notice = await nextNotice(store, ports.now())
      if (notice === undefined) return untilNext(store, ports.now())
      // Every other mail would meet the same refusal.
      if ((await send(store, notice)) === 'pause') return 10 * MINUTE
    }
  }

  async function send(store: Store, notice: NoticeRow): Promise<SubmitOutcome['kind'] | undefined> {
    const config = sending.config()
    const subscriber = await subscriberById(store.db, notice.subscriber_id)
    // Nobody asked for this one: who stopped since must not get it.
    if (notice.kind === 'role' && (await receivedBy(store, { subscriber })).length === 0) {
      await store.db.deleteFrom('notice').where('id', '=', notice.id).execute()
      return undefined
    }
    const transport = sending.openTransport(config)
    try {
      // Made before the claim: what goes wrong here has certainly not been sent.
      const batch = await batchOf(store, notice, subscriber, config).catch(
        async (error: unknown) => {
          await later(store, notice, 5 * MINUTE)
          throw error
        },
      )
      if (!(await claim(store, notice, batch.attemptId))) return undefined
      const outcome = await transport.submit(batch)
      await record(store, notice, outcome)
      return outcome.kind
    } finally {
      await transport.close()
    }
  }

  async function batchOf(
    store: Store,
    notice: NoticeRow,
    subscriber: SubscriberRow | undefined,
    config: Config,
  ): Promise<OutgoingBatch> {
    const text = sending.text()
    const { templates, problems } = await openTemplates(config.root)
    if (templates === undefined) throw new Error(`A template is broken: ${problems[0]?.code}`)
    const [latest] = await archivedIssues(store)
    const now = ports.now()
    const secret = secretOf(config)
    const organisation = subscriber?.organisation ?? undefined
    const content = noticeContent(notice, { config, text, secret, latest, now, organisation })
    const rendered = await renderNotice(content, { config, text, templates })
    const ref = noticeRef(notice.subscriber_id, now)
    // One click ends the newsletter, so it is offered to those who get that.
    const oneClick =
      notice.kind === 'role' && (await receivedBy(store, { subscriber })).includes('newsletter')
    const unsubscribeUrl = oneClick
      ? `${config.publicUrl}/u/${signToken('unsubscribe', ref, secret)}`
      : ''
    const fields = {
      salutation: '',
      name: '',
      themesMoved: '',
      unsubscribeUrl,
      preferencesUrl: '',
      webUrl: '',
    }
    return {
      attemptId: ports.newId(),
      issueId: NOTICES,
      kind: 'notice',
      date: now,
      content: { subject: content.subject, ...rendered, images: [], pieces: uncut(rendered) },
      messages: [
        { ref: notice.id, to: { address: notice.address ?? '', name: undefined }, fields },
      ],
    }
  }

  async function claim(store: Store, { id }: NoticeRow, attemptId: string): Promise<boolean> {
    const changed = await store.db
      .updateTable('notice')
      .set((eb) => ({
        state: 'sending' as const,
        attempt_id: attemptId,
        attempts: eb('attempts', '+', 1),
      }))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    return changed.numUpdatedRows === 1n
  }

  async function record(store: Store, notice: NoticeRow, outcome: SubmitOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'accepted':
        return ended(store, notice, 'sent', null)
      case 'rejected':
        return ended(store, notice, 'failed', outcome.reason)
      case 'unknown':
        return ended(store, notice, 'in_doubt', outcome.reason)
      case 'refused-for-now':
        if (notice.attempts + 1 >= TRIES) {
          return ended(store, notice, 'failed', 'too-many-attempts')
        }
        return later(store, notice, Math.max(outcome.waitMs, MINUTE))
      case 'pause':
        await later(store, notice, 10 * MINUTE)
        return sending.paused(outcome.reason)
    }
  }

  async function ended(
    store: Store,
    { id }: Pick<NoticeRow, 'id'>,
    state: 'sent' | 'failed' | 'in_doubt',
    reason: string | null,
  ): Promise<void> {
    await store.db
      .updateTable('notice')
      // Nothing needs the address or the token any more.
      .set({ state, reason, address: null, token: null, ended_at: ports.now() })
      .where('id', '=', id)
      .execute()
  }

  async function later(store: Store, { id }: NoticeRow, waitMs: number): Promise<void> {
    await store.db
      .updateTable('notice')
      .set({ state: 'waiting', not_before: ports.now() + Math.min(waitMs, LONGEST_WAIT_MS) })
      .where('id', '=', id)
      .execute()
  }

  /** What a dead process left half-way; only while the lock is ours. */
  async function settleLeftovers(store: Store): Promise<void> {
    const left = await store.db
      .selectFrom('notice')
      .selectAll()
      .where('state', '=', 'sending')
      .execute()
    if (left.length === 0) return
    const transport = sending.openTransport(sending.config())
    try {
      for (const notice of left) {
        const attemptId = notice.attempt_id ?? ''
        const proof = await transport.proof?.({ attemptId, issueId: NOTICES, refs: [notice.id] })
        if (proof === undefined) await ended(store, notice, 'in_doubt', 'stopped')
        else if (proof) await ended(store, notice, 'sent', null)
        else await later(store, notice, 0)
      }
    } finally {
      await transport.close()
    }
  }
}

function nextNotice({ db }: Store, now: number): Promise<NoticeRow | undefined> {
  return (
    db
      .selectFrom('notice')
      .selectAll()
      .where('state', '=', 'waiting')
      // A wait that is longer than any was written by a clock that was set back since.
      .where((eb) =>
        eb.or([eb('not_before', '<=', now), eb('not_before', '>', now + LONGEST_WAIT_MS)]),
      )
      .orderBy('not_before')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
  )
}

async function untilNext({ db }: Store, now: number): Promise<number> {
  const { at } = await db
    .selectFrom('notice')
    .select((eb) => eb.fn.min('not_before').as('at'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return at === null ? MINUTE : Math.min(MINUTE, Math.max(0, Number(at) - now))
}
