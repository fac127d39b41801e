import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { shortOfDisk } from '../../src/commands/send-report.ts'
import { readConfig } from '../../src/config.ts'
import { cancelDispatch } from '../../src/dispatch/editor.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { prepareIssue } from '../../src/dispatch/prepare.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import type { Transport } from '../../src/dispatch/transport.ts'
import { fileTransport } from '../../src/dispatch/transports/file.ts'
import { sendgridTransport } from '../../src/dispatch/transports/sendgrid.ts'
import { smtpTransport } from '../../src/dispatch/transports/smtp.ts'
import { diskShortage } from '../../src/store/disk-space.ts'
import { text } from '../check/march.ts'
import { planFor, sender } from '../support/dispatch-data.ts'
import { fixture, planned, temporaryFolder } from '../support/dispatch-fixture.ts'
import { KEY, startSendgrid } from '../support/sendgrid-server.ts'
import { freePort, reply, startSmtp } from '../support/smtp-peer.ts'
import { testConfig } from '../support/test-config.ts'
import { ISSUE, line, replaced, writtenApril } from './april.ts'
import type { Look, Situations } from './situation.ts'

/** What sends, with a real server at its other end, and corrections of what a ledger holds. */
export const ofDispatch = {
  'transport/outbox': { good: outbox('outbox'), bad: outbox('/dev/null/outbox') },
  'transport/key-missing': {
    good: [smtp({ password: 'welkom' }), sendgrid(KEY)],
    bad: [smtp({ password: undefined }), sendgrid(undefined)],
  },
  'transport/login-refused': {
    good: [smtp({ password: 'welkom' }), sendgrid(KEY)],
    bad: [smtp({ password: 'welkom', refuse: true }), sendgrid('SG.wrong')],
  },
  'transport/unreachable': {
    good: smtp({ password: 'welkom' }),
    bad: smtp({ password: 'welkom', away: true }),
  },
  'transport/disk-space': { good: disk(1), bad: disk(1e18) },
  'correction/not-sent': { good: correction('sent'), bad: correction('never') },
  'correction/still-sending': { good: correction('cancelled'), bad: correction('sending') },
  'correction/version-unknown': {
    good: correction('sent'),
    bad: correction('sent', '0000000000'),
  },
} satisfies Situations

function outbox(folder: string): Look {
  return async () => {
    const root = await temporaryFolder()
    return verified(fileTransport(sender, folder.startsWith('/') ? folder : join(root, folder)))
  }
}

function smtp(given: { password: string | undefined; refuse?: boolean; away?: boolean }): Look {
  return async () => {
    const server = await startSmtp({
      login: true,
      onAuth: (_, __, answer) =>
        given.refuse === true ? answer(reply(535, 'no')) : answer(null, { user: 'brief' }),
    })
    onTestFinished(() => server.close())
    const port = given.away === true ? await freePort() : server.port
    const settings = { host: '127.0.0.1', port, secure: false, user: 'brief' }
    const { secrets } = testConfig('/')
    return verified(
      smtpTransport(
        testConfig('/', { smtp: settings, secrets: { ...secrets, smtpPassword: given.password } }),
      ),
    )
  }
}

function sendgrid(key: string | undefined): Look {
  return async () => {
    const server = await startSendgrid()
    onTestFinished(() => server.close())
    const { secrets } = testConfig('/')
    const config = testConfig('/', { secrets: { ...secrets, sendgridKey: key } })
    return verified(sendgridTransport(config, { baseUrl: server.url }))
  }
}

async function verified(transport: Transport) {
  onTestFinished(() => transport.close())
  return transport.verify()
}

function disk(needed: number): Look {
  return async () => {
    const shortage = await diskShortage(tmpdir(), needed)
    return shortage === undefined ? [] : [shortOfDisk(shortage)]
  }
}

/** An issue that corrects another, which got this far. */
function correction(how: 'never' | 'sending' | 'sent' | 'cancelled', version?: string): Look {
  return async () => {
    const root = writtenApril({
      [ISSUE]: (before) =>
        line(`corrects: 2023-03${version === undefined ? '' : `\ncorrects_version: '${version}'`}`)(
          replaced(/^segments: .*\n/m, '')(before),
        ),
    })
    const read = readConfig(root, {})
    if (read.kind === 'invalid') throw new Error('The settings cannot be read')
    const made = await fixture(2, root)
    const plan = planFor(made.people, { issueId: '2023-03', listId: read.config.list.id })
    if (how !== 'never') {
      const id = await planned({ store: made.store, plan })
      if (how === 'sent') await runDispatch(id, made.options())
      if (how === 'cancelled') await cancelDispatch(made.store, id, systemPorts)
    }
    return (await prepareIssue(read.config, text, made.store, '2023-04')).problems
  }
}
