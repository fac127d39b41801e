import type { Config } from '../config.ts'
import { KEPT_DAYS, KEPT_VERSIONS } from '../issue/kept-versions.ts'
import type { Text } from '../text/text.ts'
import { storedData, type StoredKind } from './stored-data.ts'
import { purposes } from './vocabulary.ts'

/**
 * The entry of this newsletter for the record of processing activities (AVG article 30, paragraph 1,
 * a to g), as Markdown, filled in as far as the settings and the tables know it. What only people
 * know stands in it as a question.
 */
export function registerEntry(config: Config, text: Text, day: string): string {
  const words = text.commands.keeping.register
  const { organisation, partners, sender, list } = config
  const rows = Object.entries(words.kinds).map(([kind, { what, why }]) =>
    row([
      what,
      why,
      words.keptFor[kind as StoredKind](config.retention),
      places(kind as StoredKind),
    ]),
  )
  return [
    `# ${words.title(list.name)}`,
    '',
    words.made(day),
    '',
    `## ${words.controller}`,
    '',
    organisation.name,
    ...organisation.address,
    words.contact(organisation.contact, organisation.privacyUrl),
    '',
    words.partners(partners.map(({ name }) => name)),
    '',
    `- [ ] ${words.ask.controller}`,
    `- [ ] ${words.ask.officer}`,
    '',
    `## ${words.purposesHeading}`,
    '',
    ...purposes.map((purpose) => `- ${words.purposes[purpose]}`),
    '',
    words.basis,
    '',
    `- [ ] ${words.ask.basis}`,
    '',
    `## ${words.people}`,
    '',
    words.peopleAre,
    '',
    `## ${words.data}`,
    '',
    row(words.columns),
    row(words.columns.map(() => '---')),
    ...rows,
    '',
    words.versions(KEPT_VERSIONS, KEPT_DAYS),
    '',
    words.notStored,
    '',
    `## ${words.receivers}`,
    '',
    ...processors(config, text).map((line) => `- ${line}`),
    `- ${words.sender(sender.replyTo)}`,
    '',
    `- [ ] ${words.ask.contract}`,
    '',
    `## ${words.transfers}`,
    '',
    transfer(config, text),
    '',
    `## ${words.security}`,
    '',
    ...words.measures.map((measure) => `- ${measure}`),
    ...(config.backupFolder === undefined ? [] : [`- ${words.backups(config.retention.backups)}`]),
    '',
    `- [ ] ${words.ask.security}`,
    '',
  ].join('\n')
}

/** The tables and columns that hold this kind, so that whoever doubts can look. */
function places(kind: StoredKind): string {
  return Object.entries(storedData)
    .flatMap(([table, columns]) => {
      const held = Object.entries(columns).filter(([, held]) => held === kind)
      return held.length === 0 ? [] : [`${table}: ${held.map(([column]) => column).join(', ')}`]
    })
    .join('; ')
}

function processors({ transport, smtp, sendgrid }: Config, text: Text): string[] {
  const words = text.commands.keeping.register.processors
  switch (transport) {
    case 'file':
      return [words.none]
    case 'smtp':
      return [words.smtp(smtp?.host ?? '')]
    case 'sendgrid':
      return [words.sendgrid(sendgrid.region)]
  }
}

function transfer({ transport, sendgrid }: Config, text: Text): string {
  const words = text.commands.keeping.register.transfer
  switch (transport) {
    case 'file':
      return words.none
    case 'smtp':
      return words.smtp
    case 'sendgrid':
      return words.sendgrid[sendgrid.region]
  }
}

/** A cell ends at a bar, also one that somebody wrote in a name. */
function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
