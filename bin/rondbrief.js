#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { handOver, SMALL_HEAP } from './hand-over.js'

const args = process.argv.slice(2)
// These make one issue after another and end: in a small heap `check` of 50 took a fifth more CPU.
const isShort = args.includes('check') || args.includes('build')
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

await handOver(cli, args, isShort ? [] : SMALL_HEAP)
