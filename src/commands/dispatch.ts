import { commandLine } from '../command-line.ts'
import { joinDispatch } from '../dispatch/dispatch-issue.ts'
import type { Decided } from '../dispatch/decide.ts'
import {
  acceptDoubts,
  cancelDispatch,
  holdDoubts,
  pauseByHand,
  restOf,
  sendRest,
} from '../dispatch/editor.ts'
import { hasEnded, joinedSince, sendJoined } from '../dispatch/joined.ts'
import { openTransport } from '../dispatch/open-transport.ts'
import { regularDispatch } from '../dispatch/regular-dispatch.ts'
import { dispatchProgress, unsureRecipients } from '../dispatch/progress.ts'
import { receivedBy } from '../dispatch/received.ts'
import type { By } from '../dispatch/decision.ts'
import { didYouMean } from '../did-you-mean.ts'
import { loadIssue } from '../issue/load-issue.ts'
import { hasBegun } from '../dispatch/scheduled.ts'
import { formatNumber } from '../render/format.ts'
import { nameOf } from '../server/editor-name.ts'
import { clockWords, wallWords } from '../server/moments.ts'
import { stopMoment } from '../server/stop-moment.ts'
import { openList } from '../subscribers/open-list.ts'
import { readReason, type ReasonRead } from '../subscribers/reason.ts'
import type { DispatchRow } from '../store/tables.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { correct } from './dispatch-correction.ts'
import { openProject } from './open-project.ts'
import { sendingOf } from './send-progress.ts'
import { progressTable, reportSent } from './send-report.ts'
import { isClosed, resumeSending } from './send-resume.ts'
import { confirmed, type Session } from './send-session.ts'

/**
 * What an editor decides about a dispatch, or about one that is about to begin. Pausing, holding and
 * stopping happen at once; what cannot be undone shows its numbers first and happens with
 * `--yes-really`, and what sends mail also asks for the number. Exit codes as `send`; 1 when it cannot be done in this state.
 */
export const dispatch: Command = {
  name: 'dispatch',
  arguments: ['<editie>', '[actie]'],
  options: {
    'yes-really': { type: 'boolean', help: (text) => text.commands.dispatch.options.yesReally },
    count: { type: 'string', help: (text) => text.commands.dispatch.options.count },
    'accept-duplicates': {
      type: 'boolean',
      help: (text) => text.commands.dispatch.options.duplicates,
    },
    'for-version': { type: 'string', help: (text) => text.commands.dispatch.options.version },
    'with-unsure': { type: 'boolean', help: (text) => text.commands.dispatch.options.unsure },
    name: { type: 'string', help: (text) => text.commands.dispatch.options.name },
    why: { type: 'string', help: (text) => text.commands.dispatch.options.why },
  },
  async run(invocation) {
    const { text, tell, root } = invocation
    const words = text.commands.dispatch
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const [issueId = '', action] = invocation.positionals
    if (action !== undefined && !Object.hasOwn(words.actions, action)) {
      const names = Object.keys(words.actions)
      tell(words.unknown(action, didYouMean(action, names)))
      tell(text.commands.whatNow(words.unknownWhatNow(names.join(', '))))
      return exit.usage
    }
    const why = whyOf(invocation.options)
    if (why.kind === 'refused' && why.why !== 'empty') {
      tell(text.commands.people.reason.refused[why.why])
      return exit.usage
    }
    const store = await openList(root, invocation.env)
    const transport = openTransport(config)
    try {
      const session = { invocation, config, store, transport, issueId }
      const row = await regularDispatch(store.db, issueId, config.list.id)
      if (action === 'stop') return await stop(row, session)
      if (row === undefined || row.prepared_at === null) {
        tell(words.noDispatch(issueId))
        tell(text.commands.whatNow(words.noDispatchWhatNow(commandLine('send', issueId))))
        return exit.usage
      }
      return await act(action as Action | undefined, row, session)
    } finally {
      await transport.close()
      await store.close()
    }
  },
}

type Action = Exclude<keyof Invocation['text']['commands']['dispatch']['actions'], 'stop'>

function act(
  action: Action | undefined,
  row: DispatchRow,
  session: Session,
): ExitCode | Promise<ExitCode> {
  switch (action) {
    case undefined:
      return overview(row, session)
    case 'pause':
      return pause(row, session)
    case 'resume':
      return resumeSending(session, row)
    case 'cancel':
      return cancel(row, session)
    case 'accept-doubt':
      return acceptDoubt(row, session)
    case 'hold':
      return hold(row, session)
    case 'send-rest':
      return rest(row, session)
    case 'send-joined':
      return sendToJoined(row, session)
    case 'received':
      return received(row, session)
    case 'correction':
      return correct(row, session, by(session))
  }
}

/** Before sending has begun there is nothing to lose: it happens at once. */
async function stop(row: DispatchRow | undefined, session: Session): Promise<ExitCode> {
  const { invocation, config, store, issueId } = session
  const { text, tell, print, json } = invocation
  const words = text.countdown
  const wall = row?.due_wall ?? undefined
  if (row === undefined || (wall === undefined && !hasBegun(row))) {
    tell(words.nothing(issueId))
    return exit.blocked
  }
  if (wall === undefined) return stopTooLate(row, session)
  const { ports } = sendingOf(session)
  // Whether nobody has had a turn yet is decided when it is written.
  const stopped = await stopMoment(issueId, wall, { config, store, ports }, by(session))
  if (stopped !== 'stopped') return stopTooLate(hasBegun(row) ? row : undefined, session)
  if (json) print(JSON.stringify({ schema: 1, type: 'stopped', issue: issueId, moment: wall }))
  else {
    const { person } = by(session)
    const clock = clockWords(ports.now(), config.zone, text)
    print(words.stopped(wallWords(wall, text), clock, person))
    tell(text.commands.whatNow(words.planWhatNow))
  }
  return exit.good
}

/** `row` as it was found; undefined when it began at this very moment. */
function stopTooLate(row: DispatchRow | undefined, session: Session): ExitCode {
  const { text, tell } = session.invocation
  if (row !== undefined && isClosed(row)) return notNow(row, session)
  tell(text.countdown.begun)
  const command = (action: string) => commandLine('dispatch', session.issueId, action)
  tell(text.commands.whatNow(text.countdown.begunWhatNow(command('pause'), command('cancel'))))
  return exit.blocked
}

async function overview(row: DispatchRow, session: Session): Promise<ExitCode> {
  const { text, json, print } = session.invocation
  const words = text.commands.dispatch
  await printState(row.id, session)
  if (json) return exit.good
  print('')
  print(words.actionsHeading)
  const width = Math.max(...Object.keys(words.actions).map((name) => name.length))
  for (const [name, help] of Object.entries(words.actions))
    print(`  ${name.padEnd(width)}  ${help}`)
  return exit.good
}

async function pause(row: DispatchRow, session: Session): Promise<ExitCode> {
  const { text, print, json } = session.invocation
  const { store } = session
  const ports = sendingOf(session).ports
  const decided = await pauseByHand(store, row.id, ports, by(session))
  if (decided.kind !== 'decided') return notNow(row, session)
  if (!json) print(text.commands.dispatch.done.pause)
  await printState(row.id, session)
  return exit.good
}

async function hold(row: DispatchRow, session: Session): Promise<ExitCode> {
  const { text, print, json } = session.invocation
  const decided = await holdDoubts(session.store, row.id, sendingOf(session).ports, by(session))
  if (decided.kind !== 'decided') return notNow(row, session)
  if (decided.people === 0) return nobody(session)
  if (!json) print(text.commands.dispatch.done.hold(shown(decided, session), decided.people))
  await printState(row.id, session)
  return exit.good
}

async function cancel(row: DispatchRow, session: Session): Promise<ExitCode> {
  const { invocation, store, issueId } = session
  const { text, print, tell, json, options } = invocation
  const words = text.commands.dispatch
  if (row.status !== 'sending' && row.status !== 'paused') return notNow(row, session)
  if (options['yes-really'] !== true) {
    const { waiting } = await dispatchProgress(store, row.id)
    await printState(row.id, session)
    tell(words.warning.cancel(formatNumber(waiting, text), waiting))
    tell(words.toDo(commandLine('dispatch', issueId, 'cancel', '--yes-really')))
    return exit.good
  }
  const sending = sendingOf(session)
  const decided = await cancelDispatch(store, row.id, sending.ports, by(session))
  if (decided.kind !== 'decided') return notNow(row, session)
  // What a process that died left under way is settled now; one that lives settles it itself.
  await joinDispatch(row.id, sending)
  if (!json) print(words.done.cancel(shown(decided, session), decided.people))
  await printState(row.id, session)
  return exit.good
}

async function acceptDoubt(row: DispatchRow, session: Session): Promise<ExitCode> {
  const { text, tell } = session.invocation
  const words = text.commands.dispatch
  const all = await unsureRecipients(session.store, row.id)
  const unsure = all.filter(({ state }) => state === 'in_doubt').length
  if (unsure === 0) return nobody(session)
  tell(words.warning['accept-doubt'](formatNumber(unsure, text), unsure))
  return again(row, session, 'accept-doubt', unsure, (ports) =>
    acceptDoubts(session.store, row.id, ports, by(session)),
  )
}

async function rest(row: DispatchRow, session: Session): Promise<ExitCode> {
  const { invocation, store } = session
  const { text, print, tell, json } = invocation
  const words = text.commands.dispatch
  const duplicates = invocation.options['accept-duplicates'] === true
  const found = await restOf(store, row.id)
  if (json) print(JSON.stringify({ schema: 1, type: 'rest', issue: session.issueId, ...found }))
  else {
    print(words.rest.heading)
    for (const part of ['cancelled', 'failed', 'held'] as const) {
      if (found[part] > 0) print(`  ${formatNumber(found[part], text)}  ${words.rest[part]}`)
    }
  }
  if (found.held > 0 && !duplicates) tell(words.rest.withDuplicates)
  const count = found.cancelled + found.failed + (duplicates ? found.held : 0)
  if (count === 0) return nobody(session)
  if (duplicates && found.held > 0) {
    tell(words.warning['accept-doubt'](formatNumber(found.held, text), found.held))
  }
  const action = duplicates ? 'send-rest --accept-duplicates' : 'send-rest'
  return again(row, session, action, count, (ports) =>
    sendRest(store, row.id, { duplicates }, ports, by(session)),
  )
}

async function sendToJoined(row: DispatchRow, session: Session): Promise<ExitCode> {
  const { store, config, invocation } = session
  const { text, print, tell, json } = invocation
  if (!hasEnded(row)) return notNow(row, session)
  const joined = await joinedSince(config, store, row)
  const { count, without } = joined
  const words = text.dispatchPage
  if (json) {
    const found = { issue: session.issueId, joined: count, without }
    print(JSON.stringify({ schema: 1, type: 'joined', ...found }))
  }
  if (without > 0) tell(words.withoutVersion(formatNumber(without, text), without))
  if (count === 0) return nobody(session)
  if (!json) print(words.effect['send-joined'](formatNumber(count, text), count))
  return again(row, session, 'send-joined', count, (ports) =>
    sendJoined(store, row.id, joined, ports, by(session)),
  )
}

/** What leads to mail: the number first, then the decision, then sending in this process. */
async function again(
  row: DispatchRow,
  session: Session,
  action: string,
  count: number,
  decide: (ports: ReturnType<typeof sendingOf>['ports']) => Promise<Decided>,
): Promise<ExitCode> {
  const { invocation, config, issueId } = session
  const { text, print, tell, json, options } = invocation
  const words = text.commands.dispatch
  const next = commandLine('dispatch', issueId, action, '--yes-really', '--count', String(count))
  if (options['yes-really'] !== true) {
    tell(words.toDo(next))
    return exit.good
  }
  const { issue } = await loadIssue(config, issueId)
  const title = issue?.title ?? issueId
  const question = text.commands.send.question(formatNumber(count, text), count, title)
  if (!(await confirmed(invocation, { question, count, next }))) {
    return invocation.signal.aborted ? exit.interrupted : exit.usage
  }
  const sending = sendingOf(session)
  const decided = await decide(sending.ports)
  if (decided.kind !== 'decided') return notNow(row, session)
  if (decided.people === 0) return nobody(session)
  if (!json) print(words.done.again(shown(decided, session), decided.people))
  if (row.status === 'paused') {
    tell(text.commands.whatNow(words.paused(commandLine('dispatch', issueId, 'resume'))))
    return exit.good
  }
  return reportSent(await joinDispatch(row.id, sending), session, title)
}

async function received(row: DispatchRow, session: Session): Promise<ExitCode> {
  const { text, print, json } = session.invocation
  const people = await receivedBy(session.store, row.id)
  if (json) {
    print(JSON.stringify({ schema: 1, type: 'received', issue: session.issueId, people }))
    return exit.good
  }
  print(text.commands.dispatch.received(formatNumber(people.length, text), people.length))
  for (const { ref, address } of people) print(`  ${ref}  ${address}`)
  return exit.good
}

async function printState(dispatchId: string, session: Session): Promise<void> {
  const { store, issueId, invocation } = session
  const { text, print, json } = invocation
  const { status, reason } = await store.db
    .selectFrom('dispatch')
    .select(['status', 'reason'])
    .where('id', '=', dispatchId)
    .executeTakeFirstOrThrow()
  const progress = await dispatchProgress(store, dispatchId)
  if (json) {
    const found = { issue: issueId, state: status, reason, progress }
    print(JSON.stringify({ schema: 1, type: 'dispatch', ...found }))
    return
  }
  print(text.commands.status.states[status])
  for (const line of progressTable(progress, text)) print(line)
}

/** Whom the log of this issue names. */
function by({ invocation: { options } }: Session): By {
  const given = options['name']
  const person = typeof given === 'string' ? nameOf(given) : ''
  const read = whyOf(options)
  return { person: person || undefined, why: read.kind === 'ok' ? read.reason : undefined }
}

function whyOf(options: Invocation['options']): ReasonRead {
  const given = options['why']
  return readReason(typeof given === 'string' ? given : '')
}

function notNow({ status }: DispatchRow, { invocation }: Session): ExitCode {
  const { text, tell } = invocation
  tell(text.commands.dispatch.notNow(text.commands.status.states[status]))
  return exit.blocked
}

function nobody({ invocation }: Session): ExitCode {
  invocation.tell(invocation.text.commands.dispatch.nobody)
  return exit.blocked
}

function shown(decided: Extract<Decided, { kind: 'decided' }>, { invocation }: Session): string {
  return formatNumber(decided.people, invocation.text)
}
