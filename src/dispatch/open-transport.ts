import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Transport } from './transport.ts'
import { fileTransport } from './transports/file.ts'
import { inThread } from './transports/in-thread.ts'

/** The transport that the configuration names. Close it when done. */
export function openTransport(config: Config): Transport {
  switch (config.transport) {
    case 'file':
      return fileTransport(config, join(config.root, 'data', 'outbox'))
    case 'smtp':
      return inThread({ kind: 'smtp', config })
    case 'sendgrid':
      return inThread({ kind: 'sendgrid', config })
  }
}
