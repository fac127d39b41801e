import type { Text } from '../text/text.ts'
import type { FaultCode, ImportFault } from './read-people.ts'

/** What is wrong, in one sentence. */
export function faultMessage(fault: ImportFault, text: Text): string {
  return text.commands.import.fault[fault.code](fault)
}

/** What a person has to do about all of them, each kind of work once. */
export function faultActions(faults: readonly ImportFault[], text: Text): string[] {
  const { actions } = text.commands.import
  const numbers = Map.groupBy(faults, ({ code }) => actionFor(code))
  return [...numbers].map(([action, { length }]) => actions[action](length))
}

function actionFor(code: FaultCode): keyof Text['commands']['import']['actions'] {
  if (code === 'address-empty') return 'fill'
  if (code.startsWith('address-')) return 'address'
  if (code === 'duplicate') return 'duplicate'
  return code === 'unknown-word' ? 'word' : 'other'
}
