import type { Text } from '../text/text.ts'

/** A role as its holder calls it; its own word where it has no other. */
export function roleName(role: string, text: Text): string {
  const names: Partial<Record<string, string>> = text.publicPages.work.roles
  return names[role] ?? role.replaceAll('-', ' ')
}
