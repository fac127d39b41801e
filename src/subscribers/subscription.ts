import type { ConsentRow, SubscriptionState } from '../store/tables.ts'

/**
 * The life of one person's subscription to one purpose:
 *
 *   (none) --requested--> pending --confirmed--> confirmed --withdrawn--> withdrawn
 *   (none) --imported, consent--> confirmed      (none) --imported, public task--> active
 *   any --hard bounce--> bounced                 withdrawn, bounced --confirmed--> confirmed
 *
 * An import never brings back who withdrew or bounced: `import-subscribers.ts` leaves them be.
 * A request by someone already mailed changes nothing, or a stranger could stop their mail with it.
 */
export function nextState(
  from: SubscriptionState | null,
  consent: Pick<ConsentRow, 'event' | 'basis'>,
): SubscriptionState | null {
  switch (consent.event) {
    case 'requested':
      return isMailable(from) ? from : 'pending'
    case 'confirmed':
      return 'confirmed'
    case 'imported':
      if (from === 'withdrawn' || from === 'bounced') return from
      return consent.basis === 'consent' ? 'confirmed' : 'active'
    case 'withdrawn':
      return 'withdrawn'
  }
}

/** The states in which someone may be sent mail for a purpose. */
export const mailableStates = ['confirmed', 'active'] as const satisfies SubscriptionState[]

export function isMailable(state: SubscriptionState | null): boolean {
  return state === 'confirmed' || state === 'active'
}
