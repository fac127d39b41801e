import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { CONFIG_FILE } from '../config.ts'
import { openBackground, type JobEnd } from '../dispatch/background.ts'
import type { Daemon } from '../dispatch/daemon.ts'
import { isSendingNow } from '../dispatch/sending-session.ts'
import { keepBallast } from '../store/ballast.ts'
import { openWorkspace } from '../server/workspace.ts'
import {
  answers,
  removeRunning,
  runningServer,
  startAddress,
  writeRunning,
} from '../server/running.ts'
import type { Hosted } from '../server/public/start-hosted.ts'
import { startServer, type RunningServer } from '../server/start-server.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { backgroundNews, daemonNews } from './daemon-news.ts'
import { momentOf } from './moment.ts'
import { openProject } from './open-project.ts'
import { providerLists } from './provider-lists.ts'
import { storageMessage } from './storage-message.ts'

const FIRST_PORT = 4321
/** How many ports are tried when the first is taken; `--port` is meant exactly. */
const MORE_PORTS = 20
/** Of the pages for readers; a proxy in front of it expects them at one place. */
const PUBLIC_PORT = 8321

export const start: Command = {
  name: 'start',
  arguments: [],
  options: {
    port: { type: 'string', help: (text) => text.commands.start.options.port },
    'no-open': { type: 'boolean', help: (text) => text.commands.start.options.noOpen },
    'no-send': { type: 'boolean', help: (text) => text.commands.start.options.noSend },
    hosted: { type: 'boolean', help: (text) => text.commands.start.options.hosted },
    'public-host': { type: 'string', help: (text) => text.commands.start.options.publicHost },
    'public-port': { type: 'string', help: (text) => text.commands.start.options.publicPort },
    'behind-proxy': { type: 'boolean', help: (text) => text.commands.start.options.behindProxy },
  },
  run,
}

/** Prints one line with the address and runs until it is told to stop, which is a good end. */
async function run(invocation: Invocation): Promise<ExitCode> {
  const { root, env, text, options, now, signal } = invocation
  const words = text.commands.start
  const asked = options['port']
  const [port, publicPort] = [
    portOf(asked, FIRST_PORT),
    portOf(options['public-port'], PUBLIC_PORT),
  ]
  if (port === undefined || publicPort === undefined) {
    const wrong = String(port === undefined ? asked : options['public-port'])
    return stop(invocation, exit.usage, words.badPort(wrong), words.badPortWhatNow)
  }
  const opened = await openProject(invocation)
  if (opened.kind === 'closed') return opened.code
  const other = runningServer(root)
  if (other && (await answers(other))) {
    if (!invocation.json) invocation.tell(words.alreadyRunning)
    announce(invocation, startAddress(other), other.port, other.pid, true)
    return exit.good
  }

  const { config, problems } = opened.project
  const settings = problems.filter(({ file }) => file === CONFIG_FILE)
  const workspace = openWorkspace(config, settings, env)
  const sends = options['no-send'] !== true
  const debug = options['debug'] === true
  const reason = (error: unknown) =>
    (debug ? undefined : storageMessage(error, root, text)?.message) ?? describe(error, debug)
  const failed = (error: unknown) => invocation.tell(words.pageFailed(reason(error)))
  const daemonFailed = (error: unknown) => invocation.tell(words.daemonFailed(reason(error)))
  const zone = () => workspace.config().zone
  const ended = (issueId: string, end: JobEnd) =>
    invocation.tell(backgroundNews(issueId, end, now(), zone(), workspace.text()))
  const background = sends
    ? openBackground({ ...workspace, ended, failed: daemonFailed })
    : undefined
  let hosted: Hosted | undefined
  let server: RunningServer | undefined
  let daemon: Daemon | undefined
  try {
    // Rather no page than one on which nothing can be kept.
    await workspace.store()
    server = await startServer({
      workspace,
      port,
      tries: asked === undefined ? MORE_PORTS : 0,
      sends,
      background,
      lookOf: (issueId) => daemon?.looks().get(issueId),
      now,
      env: invocation.env,
      failed,
    }).catch(ifPortIsTaken)
    if (server === undefined) {
      return stop(invocation, exit.environment, words.portTaken(port), words.portTakenWhatNow)
    }
    if (options['hosted'] === true) {
      const host = String(options['public-host'] ?? '127.0.0.1')
      const { startHosted } = await import('../server/public/start-hosted.ts')
      hosted = await startHosted({
        ...workspace,
        host,
        port: publicPort,
        isBehindProxy: options['behind-proxy'] === true,
        now,
        failed,
        crowded: () => invocation.tell(words.formCrowded),
        paused: (reason) => invocation.tell(words.mailWaits(text.commands.send.reasons[reason])),
      }).catch(ifPortIsTaken)
      if (hosted === undefined) {
        const taken = words.portTaken(publicPort)
        return stop(invocation, exit.environment, taken, words.publicPortTakenWhatNow)
      }
      invocation.tell(words.hosted(`http://${host}:${hosted.port}/`, config.publicUrl))
    }
    writeRunning(root, { pid: process.pid, port: server.port, token: server.token })
    announce(invocation, startAddress(server), server.port, process.pid, false)
    await keepBallast((await workspace.store()).folder)
    if (sends && (await stillRunning(signal))) {
      const { startDaemon } = await import('../dispatch/daemon.ts')
      daemon = startDaemon({
        config: workspace.config,
        text: workspace.text,
        store: workspace.store,
        asksRoles: options['hosted'] === true,
        onNews: (issueId, look) =>
          invocation.tell(daemonNews(issueId, look, now(), zone(), workspace.text())),
        onNoBackup(why) {
          const { commands } = workspace.text()
          const { found, whatNow } = commands.backup.failed[why]
          invocation.tell(commands.backup.daily(momentOf(now(), zone(), workspace.text()), found))
          invocation.tell(commands.whatNow(whatNow))
        },
        hourly: providerLists(invocation),
        failed: daemonFailed,
      })
      // A moment that somebody just chose need not wait for the next tick.
      workspace.onChange(() => void daemon?.look())
    }
    await stopped(signal)
    // Whoever pressed Ctrl+C sees why it does not stop at once.
    if (sends && (await isSendingNow(workspace.config(), await workspace.store()))) {
      invocation.tell(words.finishing)
    }
    return exit.good
  } finally {
    removeRunning(root, process.pid)
    await Promise.all([server?.close(), hosted?.close(), daemon?.close(), background?.close()])
    await workspace.close()
  }
}

function portOf(asked: string | boolean | undefined, usual: number): number | undefined {
  if (asked === undefined) return usual
  const port = typeof asked === 'string' && /^\d{1,5}$/.test(asked) ? Number(asked) : Infinity
  return port <= 65_535 ? port : undefined
}

/** The one line on stdout; at a terminal the browser opens too. */
function announce(
  { json, print, tell, text, options, ask }: Invocation,
  url: string,
  port: number,
  pid: number,
  already: boolean,
): void {
  print(json ? JSON.stringify({ schema: 1, url, port, pid, already }) : url)
  if (json) return
  if (!already) tell(text.commands.start.running)
  if (ask !== undefined && options['no-open'] !== true) openBrowser(url)
}

/** Best effort: the address is on the screen as well. */
function openBrowser(url: string): void {
  const [command, ...args] = opener(url)
  const browser = spawn(command, args, { stdio: 'ignore', detached: true })
  browser.on('error', () => {})
  browser.unref()
}

function opener(url: string): [string, ...string[]] {
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  return [process.platform === 'darwin' ? 'open' : 'xdg-open', url]
}

/** Taken, or one that only an administrator may use. */
function ifPortIsTaken(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
}

/** The first page goes first: what the daemon loads would keep it waiting. */
async function stillRunning(signal: AbortSignal): Promise<boolean> {
  await wait(2000, undefined, { signal }).catch(() => {})
  return !signal.aborted
}

function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }))
}

function stop({ tell, text }: Invocation, code: ExitCode, why: string, whatNow: string): ExitCode {
  tell(why)
  tell(text.commands.whatNow(whatNow))
  return code
}

function describe(error: unknown, full: boolean): string {
  if (!(error instanceof Error)) return String(error)
  return full ? (error.stack ?? error.message) : error.message
}
