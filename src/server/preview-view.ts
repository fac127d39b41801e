/** What the preview shows. It lives in the address, so that every view can be linked and shared. */
export type PreviewView = {
  show: 'mail' | 'text' | 'inbox' | 'web'
  /** Of the frame, in CSS pixels. */
  width: number
  mode: 'light' | 'dark' | 'inverted'
  images: boolean
  /** A segment id, or '' for somebody in every segment. */
  segment: string
  reader: (typeof readers)[number]
}

/** The readers whose copies bring faults to light: one with a name, one without, one very long. */
export const readers = ['named', 'unnamed', 'long'] as const
export const widths = [360, 390, 768, 1024] as const
export const narrowest = 240
export const widest = 2000

const shows = ['mail', 'text', 'inbox', 'web'] as const
const modes = ['light', 'dark', 'inverted'] as const
const usual: PreviewView = {
  show: 'mail',
  width: 390,
  mode: 'light',
  images: true,
  segment: '',
  reader: 'named',
}

/** Anything unknown in the address falls back to the usual view. */
export function previewView(query: URLSearchParams, segments: readonly string[]): PreviewView {
  const width = Number.parseInt(query.get('width') ?? '', 10)
  return {
    show: known(query.get('show'), shows) ?? usual.show,
    width: Number.isNaN(width) ? usual.width : Math.min(widest, Math.max(narrowest, width)),
    mode: known(query.get('mode'), modes) ?? usual.mode,
    images: query.get('images') !== 'off',
    segment: known(query.get('segment'), segments) ?? usual.segment,
    reader: known(query.get('reader'), readers) ?? usual.reader,
  }
}

/** The shortest query that gives this view back. */
export function previewQuery(view: PreviewView): string {
  const query = new URLSearchParams()
  if (view.show !== usual.show) query.set('show', view.show)
  if (view.width !== usual.width) query.set('width', String(view.width))
  if (view.mode !== usual.mode) query.set('mode', view.mode)
  if (!view.images) query.set('images', 'off')
  if (view.segment !== usual.segment) query.set('segment', view.segment)
  if (view.reader !== usual.reader) query.set('reader', view.reader)
  return query.size === 0 ? '' : `?${query}`
}

function known<T extends string>(value: string | null, allowed: readonly T[]): T | undefined {
  return allowed.find((option) => option === value)
}
