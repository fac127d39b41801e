#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { handOver } from './hand-over.js'

await handOver(fileURLToPath(new URL('../src/cli.ts', import.meta.url)), process.argv.slice(2))
