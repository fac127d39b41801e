import { generateKeyPairSync, sign } from 'node:crypto'
import { processPosts, receiveEvents } from '../../../src/events/receive-events.ts'
import type { Copy } from './provider.ts'
import type { Process, World } from './world.ts'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/**
 * What the provider tells about a mail that reached somebody: signed, after seconds or hours, in
 * any order, now and then twice or never; and again when nobody answered.
 */
export async function tellOf(copy: Copy, world: World): Promise<void> {
  const { rng } = world
  await Promise.all(
    (['processed', 'delivered'] as const).map(async (event) => {
      if (rng.chance(0.15)) return
      await world.sleep(rng.chance(0.8) ? rng.between(500, 30_000) : rng.between(0, 3 * 3_600_000))
      const told = {
        event,
        timestamp: Math.floor(world.time() / 1_000),
        rb_a: copy.attemptId,
        rb_r: copy.ref,
        sg_message_id: copy.messageId,
      }
      const rawBody = Buffer.from(`${JSON.stringify([told])}\r\n`)
      for (let i = rng.chance(0.1) ? 2 : 1; i > 0; i--) await deliver(rawBody, world)
    }),
  )
}

async function deliver(rawBody: Buffer, world: World): Promise<void> {
  for (let tried = 0; tried < 5; tried++) {
    const process = world.newProcess()
    if ((await Promise.race([process.killed, take(rawBody, process)])) === 'taken') return
    await world.sleep(60_000 * 2 ** tried)
  }
}

async function take(
  rawBody: Buffer,
  { store, ports, ...process }: Process,
): Promise<'taken' | 'failed'> {
  const timestamp = String(Math.floor(ports.now() / 1_000))
  const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), rawBody]), privateKey)
  const post = { timestamp, signature: signature.toString('base64'), rawBody }
  try {
    await process.effect('receiving')
    if ((await receiveEvents(store, publicKey, post, ports)) !== 'stored') return 'failed'
    await process.effect('received')
    await processPosts(store, ports)
    return 'taken'
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error
    return 'failed'
  }
}
