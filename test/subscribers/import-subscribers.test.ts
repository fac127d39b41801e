import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { consentHistory } from '../../src/subscribers/consent.ts'
import { importPeople, planImport } from '../../src/subscribers/import-subscribers.ts'
import type { ImportedPerson } from '../../src/subscribers/read-people.ts'
import { suppress } from '../../src/subscribers/suppression.ts'
import { openEmptyStore, secret } from './subscriber-fixture.ts'

let store: Store
beforeEach(async () => {
  store = await openEmptyStore()
})
afterEach(() => store.close())

function person(given: Partial<ImportedPerson> & { address: string }): ImportedPerson {
  return {
    row: 2,
    name: undefined,
    organisation: undefined,
    organisationType: undefined,
    role: undefined,
    area: undefined,
    language: undefined,
    themes: undefined,
    partners: undefined,
    networks: undefined,
    purposes: ['newsletter'],
    basis: 'public-task',
    source: 'lijst',
    evidence: undefined,
    ...given,
  }
}

const run = (at: number) => ({
  id: randomUUID(),
  file_name: 'lijst.csv',
  file_sha256: 'x',
  basis: 'public-task' as const,
  source: 'lijst',
  faulty: 0,
  at,
  actor: 'redactie',
})

async function put(people: ImportedPerson[], at = 10, withSecret = secret) {
  const expected = await planImport(store, people, withSecret)
  const outcome = await importPeople(store, people, {
    secret: withSecret,
    expected,
    run: run(at),
    newId: randomUUID,
  })
  expect(outcome).toEqual({ kind: 'done', counts: expected })
  return expected
}

const everyone = () => store.db.selectFrom('subscriber').selectAll().orderBy('email').execute()
const unsubscribe = (address: string, scope: 'newsletter' | 'all' = 'newsletter') =>
  suppress(
    store,
    {
      emailKey: emailKey(address, secret),
      scope,
      reason: 'unsubscribed',
      source: 'afmeldlink',
      at: 20,
    },
    randomUUID,
  )

describe('an import', () => {
  test('adds people with the basis of each purpose, and leaves them alone the second time', async () => {
    const people = [
      person({ address: 'a@example.org', name: 'An', themes: ['privacy'] }),
      person({
        address: 'b@example.org',
        basis: 'consent',
        evidence: 'map 12',
        purposes: ['newsletter', 'press'],
      }),
    ]
    expect(await put(people)).toEqual({ added: 2, changed: 0, unchanged: 0, staysUnsubscribed: 0 })
    expect(await put(people)).toEqual({ added: 0, changed: 0, unchanged: 2, staysUnsubscribed: 0 })
    const [a, b] = await everyone()
    expect(a).toMatchObject({
      name: 'An',
      newsletter: 'active',
      press: null,
      choices: ' theme:privacy ',
    })
    expect(b).toMatchObject({ newsletter: 'confirmed', press: 'confirmed' })
    const proof = await consentHistory(store.db, [b?.email_key ?? ''])
    expect(
      proof
        .map(({ purpose, basis, event, source, evidence }) => [
          purpose,
          basis,
          event,
          source,
          evidence,
        ])
        .toSorted((one, other) => one[0]!.localeCompare(other[0]!)),
    ).toEqual([
      ['newsletter', 'consent', 'imported', 'lijst', 'map 12'],
      ['press', 'consent', 'imported', 'lijst', 'map 12'],
    ])
    expect(
      await store.db.selectFrom('import_run').select('added').orderBy('added').execute(),
    ).toEqual([{ added: 0 }, { added: 2 }])
  })

  test('changes what the file says and erases nothing where it says nothing', async () => {
    await put([
      person({
        address: 'a@example.org',
        name: 'An',
        role: 'ciso',
        area: 'GM0599',
        themes: ['privacy'],
      }),
    ])
    const counts = await put(
      [person({ address: 'a@example.org', role: 'boa', partners: ['pvo'] })],
      30,
    )
    expect(counts.changed).toBe(1)
    expect((await everyone())[0]).toMatchObject({
      name: 'An',
      role: 'boa',
      area: 'GM0599',
      choices: ' partner:pvo theme:privacy ',
      created_at: 10,
      changed_at: 30,
    })
  })

  test('never overrules what someone chose themselves', async () => {
    await put([person({ address: 'a@example.org', themes: ['privacy'] })])
    await store.db
      .updateTable('subscriber')
      .set({ choices: ' theme:burgernet ', choices_by: 'subscriber' })
      .execute()
    expect(
      (await put([person({ address: 'a@example.org', themes: ['mensenhandel'] })])).unchanged,
    ).toBe(1)
    expect((await everyone())[0]?.choices).toBe(' theme:burgernet ')
  })

  test('leaves who unsubscribed unsubscribed, whatever basis the list claims', async () => {
    await put([person({ address: 'a@example.org', name: 'An' })])
    await unsubscribe('a@example.org')
    const again = person({
      address: 'a@example.org',
      name: 'Anna',
      basis: 'consent',
      evidence: 'echt',
    })
    expect(await put([again])).toMatchObject({ changed: 0, staysUnsubscribed: 1 })
    expect((await everyone())[0]).toMatchObject({ name: 'An', newsletter: 'withdrawn' })
  })

  test('stores nothing at all about a stranger who once asked to be left alone', async () => {
    await unsubscribe('a@example.org', 'all')
    expect(await put([person({ address: 'a@example.org', name: 'An' })])).toMatchObject({
      staysUnsubscribed: 1,
    })
    expect(await everyone()).toEqual([])
  })

  test('still knows who unsubscribed after the secret was renewed', async () => {
    await unsubscribe('a@example.org', 'all')
    await put([person({ address: 'b@example.org' })])
    const renewed = `${'n'.repeat(43)} ${secret}`
    const counts = await put(
      [person({ address: 'a@example.org' }), person({ address: 'b@example.org' })],
      30,
      renewed,
    )
    expect(counts).toEqual({ added: 0, changed: 0, unchanged: 1, staysUnsubscribed: 1 })
  })

  test('gives another purpose to who only left the newsletter', async () => {
    await put([person({ address: 'a@example.org' })])
    await unsubscribe('a@example.org')
    await put([person({ address: 'a@example.org', purposes: ['newsletter', 'press'] })])
    expect((await everyone())[0]).toMatchObject({ newsletter: 'withdrawn', press: 'active' })
  })

  test('counts again while writing: someone who unsubscribed since the summary stops it all', async () => {
    const people = [person({ address: 'a@example.org' }), person({ address: 'b@example.org' })]
    const expected = await planImport(store, people, secret)
    await unsubscribe('a@example.org', 'all')
    const outcome = await importPeople(store, people, {
      secret,
      expected,
      run: run(10),
      newId: randomUUID,
    })
    expect(outcome.kind).toBe('list-changed')
    expect(await everyone()).toEqual([])
  })

  test('that fails half-way leaves nothing behind', async () => {
    const people = Array.from({ length: 1200 }, (_, n) => person({ address: `p${n}@example.org` }))
    const expected = await planImport(store, people, secret)
    let left = 1500
    const failing = () => {
      if (left-- === 0) throw new Error('the disk is full')
      return randomUUID()
    }
    await expect(
      importPeople(store, people, { secret, expected, run: run(10), newId: failing }),
    ).rejects.toThrow('the disk is full')
    expect(await everyone()).toEqual([])
    expect(await store.db.selectFrom('consent').selectAll().execute()).toEqual([])
    expect((await put(people)).added).toBe(1200)
  })
})
