import { Hono, type Context } from 'hono'
import { contentHash, listHash } from '../dispatch/content-hash.ts'
import { regularDispatch } from '../dispatch/regular-dispatch.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { prepareIssue, type Preparation } from '../dispatch/prepare.ts'
import { readersOf } from '../dispatch/received.ts'
import { planPrepared } from '../dispatch/send-prepared.ts'
import { problem, type Problem } from '../problem.ts'
import { formatNumber } from '../render/format.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { dispatchHome, wholeNumber } from './dispatch-routes.ts'
import { readName, rememberedName, rememberName, type Named } from './editor-name.ts'
import { issueLookup } from './issue-lookup.ts'
import { formOf, readForm, type Form } from './public/form.ts'
import { receivedPage } from './screens/received.ts'
import { sendPage, type SendScreen } from './screens/send.ts'

/** Sending an issue for the first time, and who has it already. */
export function sendRoutes(settings: AppSettings): Hono {
  const { workspace, now, background, port } = settings
  const { known, summaryOf } = issueLookup(settings)
  const app = new Hono()

  app.get('/issues/:id/dispatch/send', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    if (await hasBegun(issueId)) return c.redirect(dispatchHome(issueId), 303)
    const person = rememberedName(c, port())
    return rehearsal(c, await prepared(issueId), { named: { person, why: '' } })
  })

  app.post('/issues/:id/dispatch/send', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    if (await hasBegun(issueId)) return c.redirect(dispatchHome(issueId), 303)
    const form = await readForm(c)
    const named = readName(form)
    const preparation = await prepared(issueId)
    const count = preparation.audience.count
    const no = (wrong: SendScreen['wrong'], status: 400 | 409, refused: Problem[] = []) =>
      rehearsal(c, preparation, { named, wrong, refused }, status)
    if (background === undefined) return no('cannot-send', 409)
    if (preparation.blocked || count === 0) return no('moved', 409)
    if (form.text('seen') !== fingerprint(preparation)) return no('moved', 409)
    const typed = form.text('count').trim()
    // As shown or as plain digits, as in a terminal.
    if (![String(count), formatNumber(count, workspace.text())].includes(typed)) {
      return no('count', 400)
    }
    if (named.person === '') return no('name', 400)
    if (named.whyRefused !== undefined) return no('why', 400)
    const planned = await plan(preparation, named)
    rememberName(c, port(), named.person)
    switch (planned.kind) {
      case 'refused':
        return no(undefined, 409, planned.problems)
      case 'disk-short':
        return no(undefined, 409, [diskShort(planned)])
      case 'restored':
      case 'secret-lost':
        return no(planned.kind, 409)
      case 'changed':
      case 'differs':
        return no('moved', 409)
      case 'begun':
        return c.redirect(dispatchHome(issueId), 303)
      case 'planned':
        background.start({ issueId, dispatchId: planned.dispatchId })
        return c.redirect(`${dispatchHome(issueId)}?done=send`, 303)
    }
  })

  app.get('/issues/:id/dispatch/received', (c) => list(c, formOf({})))
  // What is asked for may be an address, and an address bar remembers: it is sent as a form.
  app.post('/issues/:id/dispatch/received', async (c) => list(c, await readForm(c)))

  return app

  async function hasBegun(issueId: string): Promise<boolean> {
    const store = await workspace.store()
    const row = await regularDispatch(store.db, issueId, workspace.config().list.id)
    // Missed, or a beginning that was broken off: sending it now makes room for itself.
    return row !== undefined && row.prepared_at !== null
  }

  async function prepared(issueId: string): Promise<Preparation> {
    const store = await workspace.store()
    return prepareIssue(workspace.config(), workspace.text(), store, issueId)
  }

  /** In the ledger before anybody is told that it is sent; the mail server is asked before that. */
  async function plan(
    prepared: Preparation,
    { person, why }: Named,
  ): Promise<Awaited<ReturnType<typeof planPrepared>> | { kind: 'refused'; problems: Problem[] }> {
    const { openTransport } = await import('../dispatch/open-transport.ts')
    const config = workspace.config()
    const transport = openTransport(config)
    try {
      const problems = await transport.verify()
      if (problems.length > 0) return { kind: 'refused', problems }
      const people = prepared.audience.count
      const decision = { action: 'send', people, person, why: why || undefined } as const
      const [store, ports] = [await workspace.store(), { ...systemPorts, now }]
      return await planPrepared(prepared, decision, { config, store, transport, ports })
    } finally {
      await transport.close()
    }
  }

  function rehearsal(
    c: Context,
    preparation: Preparation,
    given: { named: Named; wrong?: SendScreen['wrong']; refused?: Problem[] },
    status: 200 | 400 | 409 = 200,
  ): Promise<Response> {
    const screen = {
      prepared: preparation,
      transport: workspace.config().transport,
      seen: fingerprint(preparation),
      canSend: background !== undefined,
      named: given.named,
      wrong: given.wrong,
      refused: given.refused ?? [],
      text: workspace.text(),
    }
    return show(c, sendPage(screen), status)
  }

  async function list(c: Context, form: Form): Promise<Response> {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const store = await workspace.store()
    const row = await regularDispatch(store.db, issueId, workspace.config().list.id)
    if (row === undefined) return c.redirect(dispatchHome(issueId), 303)
    const whole = form.text('whole') === 'yes'
    const part = form.text('to').trim().slice(0, 254)
    const asked = (who: 'received' | 'unsure', page: string) =>
      readersOf(store, row.id, { who, page: wholeNumber(page) ?? 1, whole, part })
    const [received, unsure, { title }] = await Promise.all([
      asked('received', form.text('page')),
      asked('unsure', form.text('unsure')),
      summaryOf(issueId),
    ])
    const text = workspace.text()
    return show(c, receivedPage({ issueId, title, received, unsure, whole, part, text }))
  }
}

/** Of every mail, how many get it and when their part of the list changed last: what somebody saw. */
function fingerprint({ editions, audience }: Preparation): string {
  const mails = editions
    .filter(({ count }) => count > 0)
    .map(({ variant, rendered, count }) => `${variant.key} ${contentHash(rendered)} ${count}`)
  return listHash([...mails.toSorted(), String(audience.changedAt)])
}

function diskShort({
  freeBytes,
  neededBytes,
}: {
  freeBytes: number
  neededBytes: number
}): Problem {
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  return problem('transport/disk-space', {
    free: megabytes(freeBytes),
    needed: megabytes(neededBytes),
  })
}
