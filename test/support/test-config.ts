import type { Config } from '../../src/config.ts'
import { sender } from './dispatch-data.ts'

/** Settings for a test that needs no project folder; people and addresses are invented. */
export function testConfig(root: string, changes: Partial<Config> = {}): Config {
  return {
    root,
    language: 'nl',
    zone: 'Europe/Amsterdam',
    organisation: {
      name: 'Veiligheid in de buurt',
      short: 'VB',
      address: ['Voorbeeldstraat 1'],
      contact: 'redactie@example.org',
      website: 'https://example.org',
      privacyUrl: 'https://example.org/privacy',
      accessibilityUrl: 'https://example.org/toegankelijkheid',
    },
    ...sender,
    partners: [],
    publicUrl: 'https://nieuwsbrief.example.org',
    transport: 'file',
    smtp: undefined,
    sendgrid: { region: 'eu' },
    graceMinutes: 360,
    retention: {
      unconfirmed: 7,
      unsubscribed: 30,
      bounced: 90,
      consent: 730,
      deliveries: 30,
      looks: 730,
      backups: 30,
      roleCheck: 365,
    },
    testAddresses: ['redactie@example.org'],
    expectedPartners: [],
    mailClients: [],
    secrets: {
      sendgridKey: undefined,
      smtpPassword: undefined,
      dkimKey: undefined,
      secret: 'a secret for tests only, of some length',
      backupKey: undefined,
    },
    ...changes,
  }
}
