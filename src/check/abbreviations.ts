import type { Config } from '../config.ts'

/** Abbreviations that readers of this newsletter know, and that are not shouting. */
export function abbreviations(config: Config): ReadonlySet<string> {
  return new Set([
    ...known,
    ...[config.organisation.short, ...config.partners.map(({ short }) => short)].flatMap((name) =>
      name.split(/[^\p{L}]+/u),
    ),
  ])
}

/** Those of the customer's own report, and everyday ones. */
const known = [
  'AIVD',
  'APV',
  'AVG',
  'AVIM',
  'BV',
  'CBS',
  'CCV',
  'CISO',
  'CJIB',
  'ESSM',
  'EU',
  'FAQ',
  'GGD',
  'GGZ',
  'GVB',
  'GVI',
  'IVP',
  'LMS',
  'MKB',
  'NCTV',
  'NL',
  'OM',
  'OOV',
  'PDF',
  'PGA',
  'PPER',
  'PVG',
  'PVO',
  'RAAK',
  'RIEC',
  'ROBT',
  'RVO',
  'TV',
  'VAR',
  'VNG',
  'VR',
  'WVGZ',
  'WZD',
  'ZVHRR',
  'ZVHZH',
]
