/**
 * Every guard of sending, each with how it is taken away and what has to notice. `find` stands once in
 * the file.
 */
export type Mutant = {
  guard: string
  file: string
  find: string
  put: string
  /** A policy of the simulator, or a test file with a part of the name of its test. */
  killedBy: { policy: 'hold' | 'resend' | 'proof' } | { test: string; named: string }
}

export const mutants: Mutant[] = [
  {
    guard: 'while the first people go, nobody else has a turn',
    file: 'src/dispatch/claim.ts',
    find: "        .whereRef('b.seq', '<', 'd.claim_below')\n",
    put: '',
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'the first people who are unsure keep it from the rest',
    file: 'src/dispatch/first-batch.ts',
    find: "if (open.some(({ status }) => status === 'in_doubt')) {",
    put: 'if (open.length < 0) {',
    killedBy: {
      test: 'test/dispatch/first-batch.test.ts',
      named: 'when nobody knows whether one of them has it',
    },
  },
  {
    guard: 'the first people who are mostly refused keep it from the rest',
    file: 'src/dispatch/first-batch.ts',
    find: 'if (refused > taken + later) return',
    put: 'if (refused < 0) return',
    killedBy: { test: 'test/dispatch/first-batch.test.ts', named: 'when most of them are refused' },
  },
  {
    guard: 'a moment that was taken back does not come',
    file: 'src/dispatch/plan.ts',
    find: "if (!(await isStopped(trx, plan))) return 'mine'",
    put: "void isStopped\n    return 'mine'",
    killedBy: { test: 'test/dispatch/stop-planned.test.ts', named: 'taken back is not gone by' },
  },
  {
    guard: 'of stopping and beginning one happens',
    file: 'src/dispatch/missed.ts',
    find: 'if (written.numInsertedOrUpdatedRows !== 1n) return undefined',
    put: 'void written',
    killedBy: { test: 'test/dispatch/stop-planned.test.ts', named: 'exactly one happens' },
  },
  {
    guard: 'what another machine holds is its own until the lease ends',
    file: 'src/dispatch/recover.ts',
    find: "session.kind === 'shared', (query) => query.where('lease_until'",
    put: "false, (query) => query.where('lease_until'",
    killedBy: {
      test: 'test/dispatch/postgres.test.ts',
      named: 'is left alone until its lease ends',
    },
  },
  {
    guard: 'a claim whose commit got no answer is looked up',
    file: 'src/dispatch/workers.ts',
    find: 'lostClaims.set(attemptId, room)',
    put: 'void lostClaims',
    killedBy: { test: 'test/dispatch/guards.test.ts', named: 'a claim whose commit got no answer' },
  },
  {
    guard: 'what decides runs alone on PostgreSQL',
    file: 'src/store/postgres.ts',
    find: "new LockingDialect({ pool }, 'pg_advisory_xact_lock')",
    put: "new LockingDialect({ pool }, 'pg_advisory_xact_lock_shared')",
    killedBy: { test: 'test/dispatch/postgres.test.ts', named: 'decide one at a time' },
  },
  {
    guard: 'all machines keep to one budget',
    file: 'src/dispatch/budget.ts',
    find: 'where provider_budget.free_at <= ${now} returning',
    put: 'where true returning',
    killedBy: { test: 'test/dispatch/postgres.test.ts', named: 'all machines keep to one budget' },
  },
  {
    guard: 'a batch left by a dead process is a doubt, not ready again',
    file: 'src/dispatch/recover.ts',
    find: "moveBatch(trx, 'B8', { id }, mover, { doubt_since: ports.now(), lease_until: null })",
    put: "moveBatch(trx, 'B3', { id }, mover, { lease_until: null })",
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'no answer is unknown, not refused',
    file: 'src/dispatch/workers.ts',
    find: 'const outcome = await transport.submit(batchOf(claimed))',
    put: "const seen = await transport.submit(batchOf(claimed)); const outcome = seen.kind === 'unknown' && seen.status === undefined ? ({ ...seen, kind: 'refused-for-now', concerns: 'batch', waitMs: 1000 } as const) : seen",
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'an error of the server is unknown, not refused',
    file: 'src/dispatch/workers.ts',
    find: 'const outcome = await transport.submit(batchOf(claimed))',
    put: "const seen = await transport.submit(batchOf(claimed)); const outcome = seen.kind === 'unknown' && seen.status === 500 ? ({ ...seen, kind: 'refused-for-now', concerns: 'batch', waitMs: 1000 } as const) : seen",
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'who unsubscribed is left out in the claim',
    file: 'src/dispatch/claim.ts',
    find: 'const suppressed = await suppress(trx, batch.id)',
    put: 'const suppressed = 0; void suppress',
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'a claim that lay still is given back',
    file: 'src/dispatch/workers.ts',
    find: 'const STALE_CLAIM_MS = 30_000',
    put: 'const STALE_CLAIM_MS = Infinity',
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'a state is only left from where it is',
    file: 'src/dispatch/move.ts',
    find: ".where('id', '=', batch.id)\n    .where('status', '=', from)",
    put: ".where('id', '=', batch.id)",
    killedBy: { test: 'test/dispatch/guards.test.ts', named: 'what is taken stays taken' },
  },
  {
    guard: 'an answer counts only for the attempt that it answers',
    file: 'src/dispatch/move.ts',
    find: '.$if(batch.attemptId !== undefined, (query) =>',
    put: '.$if(batch.attemptId === null, (query) =>',
    killedBy: {
      test: 'test/dispatch/guards.test.ts',
      named: 'an answer for an attempt that was given up',
    },
  },
  {
    guard: 'whoever has the mail counts as having it',
    file: 'src/dispatch/record.ts',
    find: "      await submitted(trx, claim)\n      return 'sent'",
    put: "      return 'sent'",
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'a dispatch with batches that are ready is not done',
    file: 'src/dispatch/settle.ts',
    find: "if (count('ready') > 0) {",
    put: "if (count('ready') < 0) {",
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'a dispatch with doubts is not done',
    file: 'src/dispatch/settle.ts',
    find: "if (count('in_doubt') + count('held') > 0) {",
    put: "if (count('in_doubt') < 0) {",
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'what becomes ready while it is being cancelled is cancelled too',
    file: 'src/dispatch/settle.ts',
    find: "if ((await stateOf(trx, dispatchId)) === 'cancelling') await cancelReady(trx, dispatchId, mover)",
    put: '',
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'a planner that was overtaken writes nothing',
    file: 'src/dispatch/plan.ts',
    find: "if (!(await moveDispatch(trx, 'D1', dispatchId, mover, set))) return 'overtaken'",
    put: "await moveDispatch(trx, 'D1', dispatchId, mover, set)",
    killedBy: { test: 'test/dispatch/guards.test.ts', named: 'of two planners at once' },
  },
  {
    guard: 'to more people than was agreed to it does not go',
    file: 'src/dispatch/plan.ts',
    find: ' || sumOf(counts) > (plan.agreed ?? Infinity)',
    put: '',
    killedBy: { test: 'test/dispatch/snapshot.test.ts', named: 'is not sent to when it grew' },
  },
  {
    guard: 'silence is never proof: a doubt is held, not sent again',
    file: 'src/dispatch/recover.ts',
    find: "doubt.onUnknown === 'resend' &&",
    put: '',
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'the rest are those who did not get it',
    file: 'src/dispatch/editor.ts',
    find: "eb('state', '=', 'cancelled'),",
    put: "eb('state', 'in', ['cancelled', 'submitted']),",
    killedBy: { policy: 'hold' },
  },
  {
    guard: 'the outbox is looked at before a doubt is sent again',
    file: 'src/dispatch/recover.ts',
    find: 'await proof({ ...doubt, refs })',
    put: '(void refs, void proof, false)',
    killedBy: { policy: 'proof' },
  },
  {
    guard: 'what is being cancelled is not sent again by policy',
    file: 'src/dispatch/recover.ts',
    find: "const again =\n        doubt.onUnknown === 'resend' &&\n        doubt.status !== 'cancelling' &&",
    put: "const again =\n        doubt.onUnknown === 'resend' &&",
    killedBy: { test: 'test/dispatch/editor.test.ts', named: 'sends nobody again, also where' },
  },
  {
    guard: 'an answer that comes late is evidence',
    file: 'src/dispatch/record.ts',
    find: "  return acceptLate(trx, batch, { ...mover, why: 'late answer' })",
    put: '  return false',
    killedBy: {
      test: 'test/dispatch/guards.test.ts',
      named: 'an answer that comes after its doubt',
    },
  },
  {
    guard: 'who is held is only sent to when duplicates are accepted',
    file: 'src/dispatch/editor.ts',
    find: 'if (accepted.duplicates) {',
    put: 'if (accepted !== undefined) {',
    killedBy: { test: 'test/dispatch/editor.test.ts', named: 'takes those who are held only' },
  },
  {
    guard: 'a paused dispatch claims nothing',
    file: 'src/dispatch/claim.ts',
    find: ".where('d.status', '=', 'sending')\n        .whereRef('b.seq'",
    put: ".whereRef('b.seq'",
    killedBy: { test: 'test/dispatch/ledger.test.ts', named: 'pauses the dispatch; resumed' },
  },
  {
    guard: 'a batch that must wait is not claimed before',
    file: 'src/dispatch/claim.ts',
    find: "or('b.not_before', '<=', now)",
    put: "or('b.not_before', '>=', 0)",
    killedBy: { test: 'test/dispatch/ledger.test.ts', named: 'with longer waits' },
  },
  {
    guard: 'what is sent is what was frozen',
    file: 'src/dispatch/frozen-content.ts',
    find: 'contentHash({ ...variant, images }) !== variant.content_hash',
    put: 'contentHash({ ...variant, images }) === undefined',
    killedBy: { test: 'test/dispatch/editor.test.ts', named: 'an invariant that is broken' },
  },
  {
    guard: 'evidence is read in the transaction that decides',
    file: 'src/dispatch/decide-doubt.ts',
    find: '  return unread !== undefined',
    put: '  return unread === null',
    killedBy: {
      test: 'test/events/receive-events.test.ts',
      named: 'keeps an editor from sending again',
    },
  },
  {
    guard: 'an event is evidence only when it is signed',
    file: 'src/events/receive-events.ts',
    find: "if (!isSigned(publicKey, post)) return 'forged'",
    put: 'void isSigned(publicKey, post)',
    killedBy: { test: 'test/events/receive-events.test.ts', named: 'that is not signed' },
  },
  {
    guard: 'an event that is delivered twice has one effect',
    file: 'src/events/apply-event.ts',
    find: "if (added.numInsertedOrUpdatedRows !== 1n) return 'repeated'",
    put: '',
    killedBy: { test: 'test/events/receive-events.test.ts', named: 'delivered twice' },
  },
  {
    guard: 'an outcome never goes down in rank',
    file: 'src/events/apply-event.ts',
    find: "    .where('outcome_rank', '<', rank)\n",
    put: '',
    killedBy: { test: 'test/events/receive-events.test.ts', named: 'counts by rank' },
  },
  {
    guard: 'an unknown attempt changes nothing',
    file: 'src/events/apply-event.ts',
    find: "    .where('attempt.id', '=', attemptId)\n",
    put: '',
    killedBy: { test: 'test/events/receive-events.test.ts', named: 'of an unknown attempt' },
  },
]
