import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { array, assert, asyncProperty, boolean, constantFrom, record } from 'fast-check'
import { expect, test } from 'vitest'
import { dispatch } from '../../src/commands/dispatch.ts'
import { send } from '../../src/commands/send.ts'
import { readConfig } from '../../src/config.ts'
import { gotMistake, issueAudience, sentVersions } from '../../src/dispatch/correction.ts'
import { cancelDispatch } from '../../src/dispatch/editor.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { regularDispatch } from '../../src/dispatch/regular-dispatch.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { prepareIssue } from '../../src/dispatch/prepare.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { pauseDispatch } from '../../src/dispatch/settle.ts'
import type { SubscriptionState } from '../../src/store/tables.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { mailableStates } from '../../src/subscribers/subscription.ts'
import { textFor } from '../../src/text/text.ts'
import { accepted, countingProvider, fakeClock, unknown } from '../support/counting-provider.ts'
import { frozen, ISSUE, planFor, recipientsAmong, sender, setUp } from '../support/dispatch-data.ts'
import { addPeople, fixture, outboxOf } from '../support/dispatch-fixture.ts'
import { copyProject } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'
import { bothDatabases } from '../support/store-kinds.ts'
import { membersOf } from '../support/audience-members.ts'

const LIST = sender.list.id
const corrects = { issueId: ISSUE, version: undefined, unsure: false }
/** Mostly such as may be mailed, so that most readers tell something. */
const states = [
  ...mailableStates,
  ...mailableStates,
  'pending',
  'withdrawn',
  'bounced',
  null,
] as const

/** What became of one reader of the original, and of the reader since. */
const reader = record({
  answer: constantFrom('sent', 'sent', 'sent', 'lost', 'refused', 'not reached'),
  version: constantFrom('all', 'other'),
  now: constantFrom<SubscriptionState | null>(...states),
  suppressed: constantFrom(
    undefined,
    undefined,
    undefined,
    'newsletter' as const,
    'all' as const,
    'press' as const,
  ),
  erased: constantFrom(false, false, false, true),
})

const databases = bothDatabases()

test.each([
  ['SQLite', 150],
  ['PostgreSQL', 40],
] as const)(
  'a correction on %s reaches exactly those who got the mistake and may still be mailed',
  async (kind, numRuns) => {
    let reached = 0
    await assert(
      asyncProperty(
        array(reader, { minLength: 1, maxLength: 12, size: 'max' }),
        boolean(),
        boolean(),
        async (readers, unsure, oneVersion) => {
          const store = await databases.emptyStore(kind)
          const made = setUp('', store, readers.length)
          // Beside them somebody who never got anything.
          const people = (await addPeople(store, readers.length + 1)).slice(0, readers.length)
          const plan = planFor(people, {
            variants: [
              { key: 'all', frozen, count: 0 },
              { key: 'other', frozen: { ...frozen, subject: 'Anders' }, count: 0 },
            ],
            recipients: recipientsAmong(people, {
              variant: 'other',
              people: people.filter((_, index) => readers[index]?.version === 'other'),
            }),
          })
          const planned = await planDispatch(store, plan, systemPorts)
          if (planned.kind !== 'planned') throw new Error('It was planned before')
          const id = planned.dispatchId
          const clock = fakeClock()
          const byAddress = new Map(
            people.map(({ email }, index) => [email, readers[index]?.answer]),
          )
          const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
          await runDispatch(
            id,
            made.options({
              ports: clock,
              transport: {
                ...provider,
                concurrency: 1,
                submit: ({ messages: [message] }) =>
                  Promise.resolve(outcomeOf(byAddress.get(message?.to.address ?? ''))),
              },
            }),
          )
          await store.db
            .updateTable('recipient')
            .set({ state: 'cancelled' })
            .where('state', '=', 'planned')
            .where('email', 'in', emailsOf('not reached'))
            .execute()
          await store.db.updateTable('dispatch').set({ status: 'done_with_holds' }).execute()
          for (const [index, one] of readers.entries()) await live(index, one)

          const version = oneVersion
            ? (
                await store.db
                  .selectFrom('variant')
                  .select('content_hash')
                  .where('key', '=', 'all')
                  .executeTakeFirst()
              )?.content_hash.slice(0, 12)
            : undefined
          const issue = { segments: [], file: '', corrects: { ...corrects, version, unsure } }
          const { audience } = await issueAudience(store, LIST, issue, [])
          const expected = readers.flatMap(
            ({ answer, now, suppressed, erased, version: got }, index) => {
              const has = answer === 'sent' || (unsure && answer === 'lost')
              const may = mailableStates.some((state) => state === now)
              const out = suppressed === 'newsletter' || suppressed === 'all' || erased
              return has && may && !out && (!oneVersion || got === 'all')
                ? [`lezer${index}@example.org`]
                : []
            },
          )
          reached += expected.length
          expect((await membersOf(store, audience)).map(({ email }) => email).sort()).toEqual(
            expected.sort(),
          )
          const all = audience.count + audience.excluded.reduce((sum, { count }) => sum + count, 0)
          const found = await gotMistake(store, LIST, issue.corrects)
          expect(all).toBe(found.kind === 'got' ? found.count : 0)
          await store.close()

          function emailsOf(wanted: string): string[] {
            return [
              '-',
              ...people
                .filter((_, index) => readers[index]?.answer === wanted)
                .map(({ email }) => email),
            ]
          }
          async function live(
            index: number,
            { now, suppressed, erased }: (typeof readers)[number],
          ) {
            const key = people[index]?.key ?? ''
            await store.db
              .updateTable('subscriber')
              .set({ newsletter: now })
              .where('email_key', '=', key)
              .execute()
            if (suppressed !== undefined) {
              const row = {
                email_key: key,
                scope: suppressed,
                reason: 'unsubscribed',
                at: 1,
              } as const
              await store.db.insertInto('suppression').values(row).execute()
            }
            if (!erased) return
            await store.db.deleteFrom('subscriber').where('email_key', '=', key).execute()
            const gone = { subscriber_id: null, email: null, name: null }
            await store.db.updateTable('recipient').set(gone).where('email_key', '=', key).execute()
          }
        },
      ),
      { numRuns },
    )
    expect(reached).toBeGreaterThan(numRuns / 4)
  },
  120_000,
)

test('while the mistake is still being sent there is no correction: somebody would miss it', async () => {
  const made = await fixture(4)
  await planDispatch(made.store, planFor(made.people), systemPorts)
  const row = await regularDispatch(made.store.db, ISSUE, LIST)
  const why = () => gotMistake(made.store, LIST, corrects)
  expect(await why()).toEqual({ kind: 'none', why: 'still-sending' })
  await pauseDispatch(made.store, row?.id ?? '', 'by-hand', 'editor', systemPorts)
  expect(await why()).toEqual({ kind: 'none', why: 'still-sending' })
  await cancelDispatch(made.store, row?.id ?? '', systemPorts)
  expect(await why()).toEqual({ kind: 'none', why: 'not-sent' })
})

test('from the mistake to the correction in the mailboxes: made, written, sent, and no further', async () => {
  const root = copyProject()
  const store = await openList(root, {})
  await addPeople(store, 3, root)
  const sent = await runCommand(send, root, {
    positionals: ['2023-03'],
    options: { 'yes-really': true, count: '3' },
  })
  expect(sent.code).toBe(0)
  await addNewcomer()
  await store.db
    .updateTable('subscriber')
    .set({ newsletter: 'withdrawn' })
    .where('id', '=', 's1')
    .execute()

  const made = await runCommand(dispatch, root, { positionals: ['2023-03', 'correction'] })
  expect(made.printed).toContain('newsletters/2023-03-correctie/issue.md')
  expect(made.printed).toContain('Zij is voor 3 lezers die de fout kregen.')
  const file = join(root, 'newsletters/2023-03-correctie/issue.md')
  const early = await runCommand(send, root, { positionals: ['2023-03-correctie'] })
  expect([early.code, early.told]).toEqual([1, expect.stringContaining('nog geen enkel bericht')])

  writeFileSync(file, `${readFileSync(file, 'utf8')}De bijeenkomst is op donderdag 6 april.\n`)
  const rehearsed = await runCommand(send, root, { positionals: ['2023-03-correctie'] })
  expect(rehearsed.told).toBe('')
  expect(rehearsed.printed).toContain('Zij gaat naar wie ‘2023-03’ kreeg, en naar niemand anders.')
  expect(rehearsed.printed).toContain('2 ontvangers')
  const corrected = await runCommand(send, root, {
    positionals: ['2023-03-correctie'],
    options: { 'yes-really': true, count: '2' },
  })
  expect(corrected.code).toBe(0)
  expect(await outboxOf({ outbox: join(root, 'data/outbox') }, '2023-03-correctie')).toHaveLength(2)
  const got = await store.db
    .selectFrom('recipient')
    .select('email')
    .where('issue_id', '=', '2023-03-correctie')
    .orderBy('email')
    .execute()
  expect(got.map(({ email }) => email)).toEqual(['lezer0@example.org', 'lezer2@example.org'])
  expect(
    await store.db.selectFrom('correction').select(['issue_id', 'corrects']).execute(),
  ).toEqual([{ issue_id: '2023-03-correctie', corrects: '2023-03' }])
  expect(await checkInvariants(store)).toEqual([])
  await store.close()

  async function addNewcomer(): Promise<void> {
    const all = await addPeople(store, 4, root)
    expect(all).toHaveLength(4)
  }
}, 60_000)

test('a correction with segments, of another version or of nothing is held, and says why', async () => {
  const root = copyProject()
  const store = await openList(root, {})
  await addPeople(store, 2, root)
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('The settings of the project cannot be read')
  const codes = async (head: string) => {
    const file = join(root, 'newsletters/2023-03-correctie/issue.md')
    writeFileSync(
      file,
      `---\ntitle: Correctie\nsubject: Correctie op maart\n${head}\n---\n\nHet is 6 april.\n`,
    )
    const { problems, blocked } = await prepareIssue(
      read.config,
      textFor('nl'),
      store,
      '2023-03-correctie',
    )
    expect(blocked).toBe(true)
    return problems.map(({ code }) => code).filter((code) => code.startsWith('correction/'))
  }
  await runCommand(send, root, {
    positionals: ['2023-03'],
    options: { 'yes-really': true, count: '2' },
  })
  await runCommand(dispatch, root, { positionals: ['2023-03', 'correction'] })
  expect(await codes('corrects: 2023-03\nsegments: [alle-lezers]')).toContain(
    'correction/with-segments',
  )
  expect(await codes('corrects: 2023-03\ncorrects_version: 0000000000')).toEqual([
    'correction/version-unknown',
  ])
  expect(await codes('corrects: 2023-10')).toEqual(['correction/not-sent'])
  const id = (await regularDispatch(store.db, '2023-03', read.config.list.id))?.id ?? ''
  const [version] = await sentVersions(store, id)
  const other = await runCommand(dispatch, root, {
    positionals: ['2023-03', 'correction'],
    options: { 'for-version': version?.hash ?? '' },
  })
  expect(other.printed).toContain('2023-03-correctie-2')
  await store.close()
}, 60_000)

function outcomeOf(answer: string | undefined) {
  switch (answer) {
    case 'sent':
      return accepted
    case 'refused':
      return { kind: 'rejected', reason: 'address-refused', status: 550, index: 0 } as const
    case undefined:
    default:
      return unknown
  }
}
