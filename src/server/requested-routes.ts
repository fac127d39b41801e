import { Hono } from 'hono'
import { fault, type AppSettings } from './answer.ts'
import { issueLookup } from './issue-lookup.ts'
import { requestedKinds } from './requested-checks.ts'

/** The buttons that begin and stop a check which takes long or asks others something. */
export function requestedRoutes(settings: AppSettings): Hono {
  const { requested } = settings
  const { known } = issueLookup(settings)
  const app = new Hono()

  for (const act of ['start', 'stop'] as const) {
    app.post(`/issues/:id/checks/:kind/${act}`, async (c) => {
      const issueId = await known(c)
      const kind = requestedKinds.find((one) => one === c.req.param('kind'))
      if (issueId === undefined || kind === undefined || !requested.isPossible(kind)) {
        return fault(c, settings, 404, 'notFound')
      }
      requested[act](issueId, kind)
      return c.redirect(`/issues/${issueId}#more-checks`, 303)
    })
  }

  return app
}
