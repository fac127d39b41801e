// @ts-check
/**
 * Keeps a page fresh: the server says that something on disk changed, the page asks for what is
 * new by the event `saved` on the body. A hidden tab lets go of its connection, because a browser
 * allows six per server; when it is looked at again it compares versions and catches up.
 */
const { live, updated, stopped } = document.body.dataset
const status = document.getElementById('live-status')
let version = document.body.dataset.version
/** @type {EventSource | undefined} */
let source

if (live) {
  document.addEventListener('visibilitychange', followVisibility)
  addEventListener('pagehide', disconnect)
  addEventListener('pageshow', followVisibility)
  followVisibility()
}

function followVisibility() {
  if (document.visibilityState === 'hidden') disconnect()
  else connect()
}

function connect() {
  if (source || !live) return
  source = new EventSource(live)
  source.addEventListener('version', (event) => {
    /** @type {{ version: string, at: string }} */
    const news = JSON.parse(event.data)
    if (news.version === version) return
    version = news.version
    document.body.dispatchEvent(new CustomEvent('saved'))
    say((updated ?? '').replace('{time}', news.at))
  })
  source.addEventListener('error', () => say(stopped ?? ''))
  source.addEventListener('open', () => {
    if (status?.textContent === stopped) say('')
  })
}

function disconnect() {
  source?.close()
  source = undefined
}

/** @param {string} words */
function say(words) {
  if (status) status.textContent = words
}
