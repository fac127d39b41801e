import { joinDispatches } from '../dispatch/join-dispatches.ts'
import { openTransport } from '../dispatch/open-transport.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { openList } from '../subscribers/open-list.ts'
import { exit, type Command } from './command.ts'
import { daemonNews } from './daemon-news.ts'
import { openProject } from './open-project.ts'
import { problemList } from './print-problem.ts'
import { refuse } from './refuse.ts'
import { storageMessage } from './storage-message.ts'

/**
 * Helps to send, on a machine of its own, what somebody began elsewhere. Any number of them may run
 * on one PostgreSQL database. Exit codes: 0 told to stop, 3 settings or no PostgreSQL.
 */
export const worker: Command = {
  name: 'worker',
  arguments: [],
  options: {},
  async run(invocation) {
    const { root, env, text, tell, json, print, signal, now } = invocation
    const words = text.commands.worker
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const store = await openList(root, env)
    const transport = openTransport(config)
    try {
      if (store.kind !== 'postgres') {
        return refuse(invocation, exit.environment, words.noServer, words.noServerWhatNow)
      }
      const problems = await transport.verify()
      if (problems.length > 0) {
        for (const line of problemList(problems, text)) tell(line)
        return exit.environment
      }
      tell(words.waiting)
      await joinDispatches({
        config,
        text,
        store,
        transport,
        ports: systemPorts,
        signal,
        onSent(issueId, sent) {
          if (json) print(JSON.stringify({ schema: 1, issue: issueId, at: now(), ...sent }))
          const look = sent.kind === 'ran' ? { ...sent, kind: 'sent' as const, lateMs: 0 } : sent
          tell(daemonNews(issueId, look, now(), config.zone, text))
        },
        onTrouble(error) {
          tell(storageMessage(error, root, text)?.message ?? String(error))
        },
      })
      tell(words.stopped)
      return exit.good
    } finally {
      await transport.close()
      await store.close()
    }
  },
}
