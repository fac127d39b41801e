import { userInfo } from 'node:os'

/** Who is at this computer, as its system knows them: there are no accounts here. */
export function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a number that has no name.
    return String(process.getuid?.() ?? '?')
  }
}
