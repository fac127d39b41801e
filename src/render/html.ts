import { protect } from './protect.ts'

/** Author text as HTML, for element content and for a double-quoted attribute alike. */
export function escapeHtml(text: string): string {
  return protect(text).replaceAll(/[&<>"']/g, (found) => entities[found] ?? '')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
