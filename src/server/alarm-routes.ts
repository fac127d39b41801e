import { Hono, type Context } from 'hono'
import { alarms, markSeen } from '../dispatch/alarms.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { show, type AppSettings } from './answer.ts'
import { wholeNumber } from './dispatch-routes.ts'
import { readName, rememberedName, rememberName, type Named } from './editor-name.ts'
import { alarmsPage, type AlarmsScreen } from './screens/alarms.ts'

/** What somebody has to look at, and who said that it is all right. */
export function alarmRoutes({ workspace, now, port }: AppSettings): Hono {
  const app = new Hono()

  app.get('/alarms', (c) => listed(c, { person: rememberedName(c, port()), why: '' }, undefined))

  app.post('/alarms', async (c) => {
    const form = await c.req.parseBody()
    const named = readName(form)
    const key = typeof form['alarm'] === 'string' ? form['alarm'] : ''
    const level = wholeNumber(form['level'])
    if (named.person === '' || named.why === '') return listed(c, named, { why: 'missing', key })
    const store = await workspace.store()
    const raised = (await alarms(store, now())).find((alarm) => alarm.key === key)
    if (raised === undefined || raised.level !== level) {
      return listed(c, named, { why: 'moved', key })
    }
    await markSeen(store, { alarm: key, level, ...named }, { ...systemPorts, now })
    rememberName(c, port(), named.person)
    return c.redirect('/alarms', 303)
  })

  return app

  async function listed(c: Context, named: Named, wrong: AlarmsScreen['wrong']): Promise<Response> {
    const found = await alarms(await workspace.store(), now())
    const { zone } = workspace.config()
    const screen = { alarms: found, named, wrong, zone, text: workspace.text() }
    return show(c, alarmsPage(screen), wrong === undefined ? 200 : 409)
  }
}
