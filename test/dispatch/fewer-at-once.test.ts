import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { sendgridTransport } from '../../src/dispatch/transports/sendgrid.ts'
import { fakeClock } from '../support/counting-provider.ts'
import { planFor, setUp } from '../support/dispatch-data.ts'
import { addReaders, memoryStore } from '../support/memory-store.ts'
import { testConfig } from '../support/test-config.ts'

test('a provider that takes no more than two requests at once is asked no more for a while', async () => {
  const { refused, most, progress } = await sendTo((underWay) => underWay <= 2, 60)
  expect(progress).toMatchObject({ sent: 60 })
  // Four at first, and from then on two.
  expect(refused).toBe(2)
  expect(Math.max(...most.slice(4))).toBe(2)
})

test('after many that were taken there is one more at once, up to what there was', async () => {
  let asked = 0
  const { refused, most, progress } = await sendTo(() => ++asked > 4, 500)
  expect(progress).toMatchObject({ sent: 500 })
  expect(refused).toBe(4)
  expect(Math.max(...most.slice(10, 180))).toBe(2)
  expect(Math.max(...most.slice(230, 380))).toBe(3)
  expect(Math.max(...most.slice(430))).toBe(4)
})

/** `most`: how many requests were under way when each came. */
async function sendTo(takes: (underWay: number) => boolean, count: number) {
  const most: number[] = []
  let [underWay, refused] = [0, 0]
  // The first four are there at the same time, however slow the machine is.
  const four = Promise.withResolvers<void>()
  const answer = async (response: ServerResponse, taken: boolean) => {
    await four.promise
    await sleep(5)
    underWay--
    response.writeHead(taken ? 202 : 429, taken ? { 'x-message-id': 'm' } : {}).end()
  }
  const server = createServer((request, response) => {
    most.push(++underWay)
    const taken = takes(underWay)
    if (!taken) refused++
    if (most.length === 4) four.resolve()
    request.resume().on('end', () => {
      void answer(response, taken)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const planned = await planDispatch(store, planFor(addReaders(store, count)), systemPorts)
  if (planned.kind !== 'planned') throw new Error('It was planned before')
  const base = testConfig('/')
  const config = { ...base, secrets: { ...base.secrets, sendgridKey: 'SG.test' } }
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const transport = sendgridTransport(config, { baseUrl, batchSize: 1 })
  onTestFinished(() => transport.close())
  const options = setUp('', store, 0).options({ transport, ports: fakeClock() })
  const { progress } = await runDispatch(planned.dispatchId, options)
  return { most, refused, progress }
}
