import { signToken } from './token.ts'

/** The links of one recipient's copy. Only the first two are personal; all others are the same for everyone. */
export type PersonalLinks = { unsubscribeUrl: string; preferencesUrl: string; webUrl: string }

/** `ref` is the recipient's random reference; `publicUrl` has no slash at its end. */
export function personalLinks(
  publicUrl: string,
  issueId: string,
  ref: string,
  secret: string,
): PersonalLinks {
  return {
    unsubscribeUrl: `${publicUrl}/u/${signToken('unsubscribe', ref, secret)}`,
    preferencesUrl: `${publicUrl}/p/${signToken('preferences', ref, secret)}`,
    webUrl: `${publicUrl}/archive/${encodeURIComponent(issueId)}`,
  }
}
