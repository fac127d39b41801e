import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { systemPorts } from '../../dispatch/ports.ts'
import { MAX_EVENTS_BYTES, processPosts, receiveEvents } from '../../events/receive-events.ts'
import { verificationKey } from '../../events/signature.ts'
import type { PublicSettings } from './public-settings.ts'

/**
 * Where SendGrid tells what became of each mail. Only there when the settings have the key that
 * its requests are signed with. 503 when nothing could be stored: it then asks again for a day.
 */
export function eventRoutes(settings: PublicSettings): Hono {
  const app = new Hono()
  const limit = bodyLimit({ maxSize: MAX_EVENTS_BYTES, onError: (c) => c.body(null, 413) })
  app.post('/events/sendgrid', limit, async (c) => {
    const { sendgrid } = settings.config()
    const publicKey = verificationKey(sendgrid.verificationKey ?? '')
    if (publicKey === undefined) return c.notFound()
    const ports = { ...systemPorts, now: settings.now }
    const post = {
      timestamp: c.req.header('x-twilio-email-event-webhook-timestamp'),
      signature: c.req.header('x-twilio-email-event-webhook-signature'),
      rawBody: Buffer.from(await c.req.arrayBuffer()),
    }
    try {
      const store = await settings.store()
      const received = await receiveEvents(store, publicKey, post, ports)
      if (received === 'forged') return c.body(null, 403)
      if (received === 'too-large') return c.body(null, 413)
      // Stored: what goes wrong from here on is ours, and sending it again would not help.
      await processPosts(store, ports).catch(settings.failed)
      return c.body(null, 204)
    } catch (error) {
      settings.failed(error)
      return c.body(null, 503)
    }
  })
  return app
}
