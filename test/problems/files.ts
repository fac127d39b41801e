import { AGENDA, april, FIGURE, ISSUE, item, line, PVO, replaced, RIEC, VAR } from './april.ts'
import type { Situations } from './situation.ts'

const SEGMENTS = 'subscribers/segments.yaml'
const THEMES = 'subscribers/themes.yaml'
const NETWORKS = 'subscribers/networks.yaml'

/** Files of a project on a disk: settings, the folder of an issue, agenda, figures, segments. */
export const ofFiles = {
  'config/unreadable': {
    good: april(),
    bad: april({ 'rondbrief.yaml': null }),
  },
  'config/secret-short': {
    good: april({}, { env: { RONDBRIEF_SECRET: 'x'.repeat(32) } }),
    bad: april({}, { env: { RONDBRIEF_SECRET: 'x'.repeat(31) } }),
  },
  'areas/unreadable': {
    good: april({ 'subscribers/areas.csv': replaced('2022-12-31', '2021-12-31') }),
    bad: april({ 'subscribers/areas.csv': replaced('2022-12-31', '31-12-2022') }),
  },

  'issue/not-found': { good: april(), bad: april({}, { issue: '2023-05' }) },
  'issue/empty': {
    good: april({ [VAR]: null, [RIEC]: null }),
    bad: april({ [VAR]: null, [RIEC]: null, [PVO]: null }),
  },
  'issue/variant-empty': {
    good: april({ [VAR]: line('segments: [bestuurders]') }),
    bad: april({
      [VAR]: line('segments: [bestuurders]'),
      [RIEC]: line('segments: [bestuurders]'),
      [PVO]: line('segments: [gemeenten]'),
    }),
  },
  'issue/partner-missing': {
    good: april({ [RIEC]: 'Dit is niet te lezen' }),
    bad: april({ [RIEC]: null }),
  },
  'issue/item-unknown': {
    good: april({ [ISSUE]: line('order: [riec/twee]') }),
    bad: april({ [ISSUE]: line('order: [riec/twe]') }),
  },
  'issue/item-duplicate': {
    good: april({ [ISSUE]: line('order: [riec/twee, pvo/drie]'), [PVO]: item('de havens') }),
    bad: [
      april({ [ISSUE]: line('order: [riec/twee, riec/twee]') }),
      april({ [PVO]: item('de haven', 'Een andere tekst.') }),
    ],
  },
  'issue/copy-left-behind': {
    good: april({ 'newsletters/2023-04/riec/vier.md': item('het plein') }),
    bad: april({ 'newsletters/2023-04/riec/twee - kopie.md': item('het plein') }),
  },
  'issue/file-unused': {
    good: april({ 'newsletters/2023-04/riec/~$richt.docx': 'x' }),
    bad: april({ 'newsletters/2023-04/riec/bericht.docx': 'x' }),
  },
  'issue/file-unreadable': {
    good: april({ 'newsletters/2023-04/riec/vier.md': { link: '../../2023-03/pvo/mkb.md' } }),
    bad: april({ 'newsletters/2023-04/riec/vier.md': { link: '/etc/hostname' } }),
  },

  'agenda/event-unknown': {
    good: april({ [ISSUE]: line('agenda: [leerhuis]') }),
    bad: april({ [ISSUE]: line('agenda: [leerhuus]') }),
  },
  'agenda/event-duplicate': {
    good: april({ [ISSUE]: line('agenda: [leerhuis]'), [AGENDA]: another('tweede') }),
    bad: april({ [ISSUE]: line('agenda: [leerhuis]'), [AGENDA]: another('leerhuis') }),
  },
  'agenda/event-past': {
    good: april({ [ISSUE]: line('agenda: [leerhuis]\nsend_at: 2023-07-03T08:00') }),
    bad: april({ [ISSUE]: line('agenda: [leerhuis]\nsend_at: 2023-07-04T10:00') }),
  },
  'agenda/time-order': {
    good: april({ [ISSUE]: line('agenda: [leerhuis]'), [AGENDA]: replaced('11:00', '09:31') }),
    bad: april({ [ISSUE]: line('agenda: [leerhuis]'), [AGENDA]: replaced('11:00', '09:29') }),
  },
  'figure/unknown': {
    good: april({ [ISSUE]: line('figures: [deelnemers]') }),
    bad: april({ [ISSUE]: line('figures: [deelnemer]') }),
  },
  'figure/empty': {
    good: april({ [ISSUE]: line('figures: [deelnemers]') }),
    bad: april({
      [ISSUE]: line('figures: [deelnemers]'),
      [FIGURE]: replaced(/rows:[^]*/, 'rows: []\n'),
    }),
  },

  'segment/invalid': { good: segment('{ role: [ciso] }'), bad: segment('{ role: [] }') },
  'segment/value-unknown': { good: segment('{ role: ciso }'), bad: segment('{ role: cisso }') },
  'segment/value-retired': {
    good: segment('{ area: Voorne aan Zee }'),
    bad: segment('{ area: Brielle }'),
  },
  'segment/duplicate': {
    good: segment('{ role: ciso }', 'gemeente'),
    bad: segment('{ role: ciso }', 'gemeenten'),
  },
  'theme/duplicate': {
    good: terms(THEMES, '{ id: buurt, label: Buurt }'),
    bad: terms(THEMES, '{ id: burgernet, label: Buurt }'),
  },
  'theme/successor-unknown': {
    good: terms(THEMES, '{ id: buurt, label: Buurt, successors: [burgernet] }'),
    bad: terms(THEMES, '{ id: buurt, label: Buurt, successors: [burgernetten] }'),
  },
  'network/duplicate': {
    good: terms(NETWORKS, '{ id: buurt, label: Buurt }'),
    bad: terms(NETWORKS, '{ id: pper, label: Buurt }'),
  },
  'network/successor-unknown': {
    good: terms(NETWORKS, '{ id: buurt, label: Buurt, successors: [pper] }'),
    bad: terms(NETWORKS, '{ id: buurt, label: Buurt, successors: [ppr] }'),
  },
} satisfies Situations

function another(id: string): (before: string) => string {
  return (before) =>
    `${before}  - { id: ${id}, title: Avond over de wijk, type: leerhuis, date: 2023-07-04 }\n`
}

function segment(who: string, id = 'proef') {
  const added = `\n  - id: ${id}\n    title: Proef\n    purpose: newsletter\n    who: ${who}\n`
  return april({ [SEGMENTS]: (before) => `${before.trimEnd()}\n${added}` })
}

function terms(file: string, entry: string) {
  return april({ [file]: (before) => `${before.trimEnd()}\n  - ${entry}\n` })
}
