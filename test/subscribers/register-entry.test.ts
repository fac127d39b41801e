import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { register } from '../../src/commands/register.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { openStore } from '../../src/store/store.ts'
import { registerEntry } from '../../src/subscribers/register-entry.ts'
import { storedData } from '../../src/subscribers/stored-data.ts'
import { textFor } from '../../src/text/text.ts'
import { copyProject } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'

const project = resolve(import.meta.dirname, '../..')
const read = readConfig(project, {})
if (read.kind !== 'ok') throw new Error('The configuration is not readable')
const { config } = read
const entry = (given: Partial<Config> = {}, language: 'nl' | 'en' = 'nl') =>
  registerEntry({ ...config, ...given }, textFor(language), '2026-12-01')

describe('the entry for the record of processing', () => {
  test('says of every column in the database whether and what personal data it holds', async () => {
    const store = await openStore(':memory:')
    try {
      const tables = await store.db.introspection.getTables()
      const inDatabase = tables.map(({ name, columns }) => [
        name,
        columns.map((column) => column.name).toSorted(),
      ])
      const described = Object.entries(storedData).map(([name, columns]) => [
        name,
        Object.keys(columns).toSorted(),
      ])
      expect(Object.fromEntries(described)).toEqual(Object.fromEntries(inDatabase))
    } finally {
      await store.close()
    }
  })

  test.each(['nl', 'en'] as const)('names every place with personal data (%s)', (language) => {
    const markdown = entry({}, language)
    for (const [table, columns] of Object.entries(storedData)) {
      const personal = Object.values(columns).some((kind) => kind !== 'none')
      expect(markdown.includes(`${table}: `), table).toBe(personal)
    }
    expect(markdown).not.toMatch(/undefined|\[object/)
  })

  test('gives the terms that are in force', () => {
    const retention = { ...config.retention, unsubscribed: 17, consent: 1234, looks: 456 }
    const markdown = entry({ retention })
    expect(markdown).toContain('tot 17 dagen na afmelding')
    expect(markdown).toContain('tot 1234 dagen nadat zij eindigde')
    expect(markdown).toContain('| 456 dagen, zonder adres van de abonnee |')
  })

  test('names what is kept beside the database', () => {
    expect(entry()).toContain('hoogstens 20 eerdere versies, 30 dagen, in data/versions')
  })

  test('names who gets the addresses, and whether they leave Europe', () => {
    expect(entry({ transport: 'file' })).toContain('geen: mail wordt als bestand bewaard')
    const smtp = { host: 'mail.example.org', port: 587, secure: false }
    expect(entry({ transport: 'smtp', smtp })).toContain('mailserver mail.example.org')
    const eu = entry({ transport: 'sendgrid', sendgrid: { region: 'eu' } })
    expect(eu).toContain('Twilio SendGrid, regio eu')
    expect(eu).toContain('Europese regio')
    expect(entry({ transport: 'sendgrid', sendgrid: { region: 'global' } })).toContain(
      'Ja: mail gaat via de Verenigde Staten.',
    )
  })

  test('keeps a table a table, whatever a name holds', () => {
    const lines = entry().split('\n')
    const cells = lines
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split(' | ').length)
    expect(cells.length).toBeGreaterThan(12)
    expect(new Set(cells)).toEqual(new Set([4]))
  })

  test('is what rondbrief register prints', async () => {
    const { code, printed, told } = await runCommand(register, copyProject(), {
      now: () => Date.UTC(2026, 11, 1),
    })
    expect(code).toBe(0)
    expect(`${printed}\n`).toBe(entry())
    expect(told).toContain('functionaris gegevensbescherming')
  })
})
