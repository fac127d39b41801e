import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import type { Condition } from '../../src/subscribers/condition.ts'
import { segmentPreview } from '../../src/subscribers/segment-preview.ts'
import type { Segment } from '../../src/subscribers/segments.ts'
import { suppress } from '../../src/subscribers/suppression.ts'
import { insertSubscribers, openEmptyStore, subscriber } from './subscriber-fixture.ts'

let store: Store
beforeEach(async () => {
  store = await openEmptyStore()
})
afterEach(() => store.close())

const segment = (id: string, condition: Condition): Segment => ({
  id,
  title: id,
  purpose: 'newsletter',
  condition,
  file: '',
  line: 1,
})
const everyone = segment('alle', { kind: 'everyone' })
const has = (attribute: 'role' | 'organisation_type', value: string) =>
  segment(value, { kind: 'attribute', attribute, values: [value] })
const segments = [everyone, has('role', 'ciso'), has('organisation_type', 'gemeente')]

describe('a segment before it is used', () => {
  test('says how many it shares with every other, counting only who is reached', async () => {
    await insertSubscribers(store, [
      ...Array.from({ length: 6 }, (_, n) =>
        subscriber({ id: `a${n}`, role: 'ciso', organisation_type: 'gemeente' }),
      ),
      ...Array.from({ length: 5 }, (_, n) => subscriber({ id: `b${n}`, role: 'ciso' })),
      subscriber({ id: 'weg', role: 'ciso', organisation_type: 'gemeente' }),
      subscriber({ id: 'pending', role: 'ciso', newsletter: 'pending' }),
      ...Array.from({ length: 5 }, (_, n) => subscriber({ id: `c${n}` })),
    ])
    const { email_key: emailKey } = subscriber({ id: 'weg' })
    const about = { emailKey, scope: 'all', reason: 'complaint', source: '', at: 1 } as const
    let made = 0
    await suppress(store, about, () => `c${made++}`)
    const [, ciso] = segments
    if (ciso === undefined) throw new Error('There is no such segment')
    expect(await segmentPreview(store, segments, ciso)).toMatchObject({
      count: 11,
      excluded: [
        { reason: 'complaint', count: 'few' },
        { reason: 'pending', count: 'few' },
      ],
      overlaps: [
        { id: 'alle', count: 11 },
        { id: 'gemeente', count: 6 },
      ],
      sample: Array.from({ length: 5 }, () => ({ address: 'a…@example.org', role: 'ciso' })),
    })
  })

  test('shows nobody of a group under five', async () => {
    await insertSubscribers(
      store,
      [1, 2, 3, 4].map((n) => subscriber({ id: `p${n}` })),
    )
    expect((await segmentPreview(store, segments, everyone)).sample).toEqual([])
    await insertSubscribers(store, [subscriber({ id: 'p5' })])
    expect((await segmentPreview(store, segments, everyone)).sample).toHaveLength(5)
  })
})
