import type { Waking } from '../../src/dispatch/waking.ts'

/** Only the test makes the daemon look: a real tick would do so while the test moves the clock. */
export const byHand: Waking = () => () => Promise.resolve()
