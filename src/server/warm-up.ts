/** Nobody asked for anything for this long, in ms: they read what they have. */
const IDLE = 1000

/**
 * Does the work of a save once more before anybody saves, so that what it loads and what V8 compiles
 * is there. Of processor time on Node 26 the first inspection of October 2023 took 1.7 s, the next
 * 0.13 s, the fourth 0.07 s; what draws a first chart takes another 0.07 s to load.
 */
export function warmUp(work: () => Promise<unknown>): {
  /** Somebody asked for something: wait until they read again. */
  busy: () => void
  stop: () => void
} {
  let timer: NodeJS.Timeout | undefined
  let done = false
  return {
    busy() {
      clearTimeout(timer)
      if (!done) timer = setTimeout(begin, IDLE).unref()
    },
    stop() {
      done = true
      clearTimeout(timer)
    },
  }

  function begin(): void {
    done = true
    // Whatever goes wrong here goes wrong again for somebody who asks, and is told then.
    work().catch(() => {})
  }
}
