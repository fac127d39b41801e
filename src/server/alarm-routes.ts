import { Hono, type Context } from 'hono'
import { alarms, markSeen } from '../dispatch/alarms.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { show, type AppSettings } from './answer.ts'
import { wholeNumber } from './dispatch-routes.ts'
import { readName, rememberedName, rememberName, type Named } from './editor-name.ts'
import { readForm } from './public/form.ts'
import { alarmsPage, type AlarmsScreen } from './screens/alarms.ts'

/** What somebody has to look at, and who said that it is all right. */
export function alarmRoutes({ workspace, now, port }: AppSettings): Hono {
  const app = new Hono()

  app.get('/alarms', (c) => listed(c, { person: rememberedName(c, port()), why: '' }, undefined))

  app.post('/alarms', async (c) => {
    const form = await readForm(c)
    const named = readName(form)
    const key = form.text('alarm')
    const level = wholeNumber(form.text('level'))
    if (named.person === '' || named.why === '') return listed(c, named, { why: 'missing', key })
    if (named.whyRefused !== undefined) return listed(c, named, { why: 'reason', key })
    const store = await workspace.store()
    const raised = (await alarms(store, now())).find((alarm) => alarm.key === key)
    if (raised === undefined || raised.level !== level) {
      return listed(c, named, { why: 'moved', key })
    }
    const { person, why } = named
    await markSeen(store, { alarm: key, level, person, why }, { ...systemPorts, now })
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
