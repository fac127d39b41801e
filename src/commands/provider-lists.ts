import type { DaemonOptions } from '../dispatch/daemon.ts'
import type { Invocation } from './command.ts'

/** What `start` does every hour about the lists of the provider; it tells what is news, once. */
export function providerLists({
  tell,
}: Pick<Invocation, 'tell'>): NonNullable<DaemonOptions['hourly']> {
  let told = ''
  return async ({ store, config, text, ports, signal }) => {
    const { reconcileSuppressions } = await import('../events/reconcile-suppressions.ts')
    const done = await reconcileSuppressions(store, config, { ports, signal, always: false })
    if (done.kind !== 'done') return
    const words = text.commands.keeping.suppressions
    const ended = done.read.reduce((sum, { changed }) => sum + changed, 0)
    if (ended > 0) tell(words.news(ended))
    const failure = done.read.find((list) => list.failure)?.failure ?? done.pushed?.failure
    const news = failure === undefined ? '' : words.failed(text.commands.send.reasons[failure])
    if (news !== '' && news !== told && failure !== 'stopped') tell(news)
    told = news
  }
}
