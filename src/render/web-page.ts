import type { Context } from './context.ts'
import type { Pictures } from './pictures.ts'
import type { Templates } from './templates.ts'

export function webPage(context: Context, _pictures: Pictures, templates: Templates): string {
  return templates.web({ title: context.issue.title })
}
