import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Puts a backup without a key back in a process that dies by itself, as by `kill -9`, at its `nth` change to the
 * names in the folder. `links` false: on a file system without second names. Ends with 0 when it came
 * to the end first.
 */
const [file = '', database = '', list = '', nth, links] = process.argv.slice(2)
let changes = 0
function dying<A extends unknown[], R>(real: (...given: A) => R): (...given: A) => R {
  return (...given) => {
    if (++changes === Number(nth)) process.kill(process.pid, 'SIGKILL')
    return real(...given)
  }
}
files.rename = dying(files.rename)
files.rm = dying(files.rm)
files.copyFile = dying(files.copyFile)
const noLinks = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }))
files.link = dying(links === 'false' ? noLinks : files.link)
syncBuiltinESMExports()

const { restoreBackup } = await import('../../src/store/restore-backup.ts')
const given = { database, list, key: undefined, replace: true, now: Date.now() }
const { kind } = await restoreBackup(file, { ...given, isFree: () => Promise.resolve(true) })
if (kind !== 'restored') throw new Error(kind)
