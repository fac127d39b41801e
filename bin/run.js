#!/usr/bin/env node
// `node bin/run.js vitest run` starts an installed tool on a Node.js that is new enough. The
// package scripts use it, so that they work where only Node 20 is on the path.
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { handOver, SMALL_HEAP } from './hand-over.js'

const [tool = '', ...args] = process.argv.slice(2)
// A program of ours, such as one of `bench/`, has what a sender has.
if (/^[./]|\.ts$/.test(tool)) await handOver(resolve(tool), args, SMALL_HEAP)
else await handOver(installedScript(tool), args)

function installedScript(name) {
  const packageName = name === 'tsc' ? 'typescript' : name
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}
