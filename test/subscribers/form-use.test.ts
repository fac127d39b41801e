import { expect, test } from 'vitest'
import { countFormUse, networkOf } from '../../src/subscribers/form-use.ts'
import { forgetExpired } from '../../src/subscribers/forget-expired.ts'
import { occasionAt } from '../../src/subscribers/occasion.ts'
import { openEmptyStore, secret } from './subscriber-fixture.ts'

test('an IPv6 network is its first four groups, an IPv4 network one address', () => {
  expect(networkOf('2001:db8:0:1:aaaa::1')).toBe(networkOf('2001:0db8::1:bbbb:0:0:2'))
  expect(networkOf('2001:db8:0:1::1')).not.toBe(networkOf('2001:db8:0:2::1'))
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0')
})

test('thirty an hour for one network, three hundred for all, and nothing kept longer than a day', async () => {
  const store = await openEmptyStore()
  const use = (address: string, at: number) => countFormUse(store, address, secret, occasionAt(at))
  for (let i = 0; i < 30; i++) expect(await use('192.0.2.1', i)).toBe('counted')
  expect(await use('192.0.2.1', 40)).toBe('network-full')
  expect(await use('192.0.2.2', 40)).toBe('counted')
  expect(await use('192.0.2.1', 3_600_100)).toBe('counted')
  for (let i = 0; i < 299; i++) await use(`198.51.100.${i % 20}`, 3_600_100)
  expect(await use('203.0.113.1', 3_600_200)).toBe('all-full')
  const rows = JSON.stringify(await store.db.selectFrom('form_use').selectAll().execute())
  expect(rows).not.toContain('192.0.2')
  await forgetExpired(store, 26 * 3_600_000)
  expect(await store.db.selectFrom('form_use').selectAll().execute()).toEqual([])
  await store.close()
})
