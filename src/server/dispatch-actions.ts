import type { Decided, Deciding } from '../dispatch/decide.ts'
import {
  acceptDoubts,
  cancelDispatch,
  holdDoubts,
  pauseByHand,
  resumeByHand,
  sendRest,
} from '../dispatch/editor.ts'
import { sendJoined } from '../dispatch/joined.ts'
import type { Ports } from '../dispatch/ports.ts'
import type { Store } from '../store/store.ts'
import type { DispatchDetail } from './dispatch-view.ts'

export const pageActions = [
  'pause',
  'resume',
  'cancel',
  'accept-doubt',
  'hold',
  'send-rest',
  'send-rest-duplicates',
  'send-joined',
] as const
/** What an editor may decide on the page about a dispatch that has begun. */
export type PageAction = (typeof pageActions)[number]

export function isPageAction(name: string): name is PageAction {
  return pageActions.some((one) => one === name)
}

/** What can be decided now, in the order of the page. */
export function possibleActions(detail: DispatchDetail): PageAction[] {
  return pageActions.filter((action) => isPossible(action, detail))
}

function isPossible(action: PageAction, detail: DispatchDetail): boolean {
  const { state, doubts, rest } = detail
  const ended = ['done', 'done_with_holds', 'cancelled', 'settling'].includes(state)
  switch (action) {
    case 'pause':
      return state === 'sending' && detail.running
    case 'resume':
      return state === 'paused' || isInterrupted(detail)
    case 'cancel':
      return state === 'sending' || state === 'paused'
    case 'accept-doubt':
      return doubts > 0 && ['sending', 'paused', 'settling'].includes(state)
    case 'hold':
      return doubts > 0 && ['sending', 'paused', 'settling', 'cancelling'].includes(state)
    case 'send-rest':
      return ended && rest.cancelled + rest.failed > 0
    case 'send-rest-duplicates':
      return ended && rest.held > 0
    case 'send-joined':
      return ended && detail.joined.count > 0
  }
}

/** It says that it is going on, and no process is at it. */
export function isInterrupted({ state, running, underWay }: DispatchDetail): boolean {
  if (running) return false
  return state === 'sending' || (state === 'cancelling' && underWay > 0)
}

/** Whether it leads to mail, so that a process has to send. */
export function sendsMail(action: PageAction): boolean {
  switch (action) {
    case 'resume':
    case 'accept-doubt':
    case 'send-rest':
    case 'send-rest-duplicates':
    case 'send-joined':
      return true
    case 'pause':
    case 'cancel':
    case 'hold':
      return false
  }
}

/** How many recipients it is about now; `moves`: that number changes by itself while one looks. */
export function peopleOf(
  action: PageAction,
  detail: DispatchDetail,
): { count: number; moves: boolean } {
  const { rest, doubts, waiting, underWay, state, running } = detail
  switch (action) {
    case 'pause':
      return { count: 0, moves: false }
    case 'resume':
      // What a process that died left under way is looked at first and is perhaps sent already.
      return { count: waiting + underWay, moves: false }
    case 'cancel':
      return { count: waiting, moves: state === 'sending' && running }
    case 'accept-doubt':
    case 'hold':
      return { count: doubts, moves: false }
    case 'send-rest':
      return { count: rest.cancelled + rest.failed, moves: false }
    case 'send-rest-duplicates':
      return { count: rest.cancelled + rest.failed + rest.held, moves: false }
    case 'send-joined':
      return { count: detail.joined.count, moves: false }
  }
}

/** One decision of the page, carried out in the ledger. Sending is for somebody else. */
export function carryOut(
  action: PageAction,
  store: Store,
  { id: dispatchId, joined }: Pick<DispatchDetail, 'id' | 'joined'>,
  ports: Ports,
  by: Deciding,
): Promise<Decided> {
  switch (action) {
    case 'pause':
      return pauseByHand(store, dispatchId, ports, by)
    case 'resume':
      return resumeByHand(store, dispatchId, ports, by)
    case 'cancel':
      return cancelDispatch(store, dispatchId, ports, by)
    case 'accept-doubt':
      return acceptDoubts(store, dispatchId, ports, by)
    case 'hold':
      return holdDoubts(store, dispatchId, ports, by)
    case 'send-rest':
      return sendRest(store, dispatchId, { duplicates: false }, ports, by)
    case 'send-rest-duplicates':
      return sendRest(store, dispatchId, { duplicates: true }, ports, by)
    case 'send-joined':
      return sendJoined(store, dispatchId, joined, ports, by)
  }
}
