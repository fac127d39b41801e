import { spawn } from 'node:child_process'
import * as module from 'node:module'
import { constants } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { findNode, noNodeMessage } from './find-node.js'

/**
 * Where Node.js keeps what it compiled, so that a next command starts in half the time. Beside the
 * packages, not in a shared temporary folder where another user could put something in its place.
 */
const CACHE = fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url))

/**
 * Less room for what is thrown away than Node.js gives it: a sender of 300,000 mails took 240 MB at its
 * height instead of 343, for a twentieth more of the CPU. In a process that runs already the first counts
 * for its threads only, of which the one that sends is one.
 */
export const SMALL_HEAP = ['--max-semi-space-size=8', '--heap-growing-percent=50']

/** Exit code 3: settings or environment. */
const ENVIRONMENT = 3

/**
 * Runs `script` with `args` on a Node.js that is new enough. In this very process when it is;
 * otherwise in the bundled one, with its signals and its exit code passed through.
 *
 * The child is given a channel to this process: when that closes, because this process was killed
 * without a chance to say so, the child sees it and stops as it would at Ctrl+C.
 *
 * @param {string} script path of a module
 * @param {string[]} args
 * @param {string[]} flags of V8
 */
export async function handOver(script, args, flags = []) {
  const node = findNode()
  if (node === undefined) {
    process.stderr.write(`${noNodeMessage}\n`)
    process.exitCode = ENVIRONMENT
    return
  }
  if (node === process.execPath) {
    for (const flag of flags) setFlagsFromString(flag)
    process.argv = [node, script, ...args]
    module.enableCompileCache?.(CACHE)
    await import(pathToFileURL(script).href)
    return
  }
  const env = { NODE_COMPILE_CACHE: CACHE, ...process.env }
  const child = spawn(node, [...flags, script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  })
  // A terminal sends Ctrl+C to the whole group, a supervisor only to this process. Passing it on
  // is right for both: the child acts on the first and takes the second as "again".
  const pass = (signal) => {
    if (!process.stdin.isTTY || signal !== 'SIGINT') child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
  child.on('error', (error) => {
    process.stderr.write(`${noNodeMessage}\n(${error.message})\n`)
    process.exitCode = ENVIRONMENT
  })
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? code : 128 + constants.signals[signal]
  })
}
