import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Mail } from './sendgrid-server.ts'
import { mailSendSchema, ownSchema } from './sendgrid-schema.ts'

/** What a request breaks: the rule, and the field as the provider would name it. */
export type Breach = { rule: Rule; field: string }
export type Rule = 'json' | 'documented' | 'own' | keyof typeof rules

const ajv = new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false })
const isDocumented = ajv.compile(mailSendSchema)
const isOwn = ajv.compile(ownSchema)

/** Epoch milliseconds of the provider, and how many bytes the request had. */
type Asked = { bytes: number; now: number }
/** The fields that break it. Only asked of what has the documented shape. */
type Check = (mail: Mail, asked: Asked) => string[]

/** What no schema can say: sizes in bytes, time, order, and what fields say of one another. */
const rules = {
  /** Less than 30 MB, as megabytes are sold. */
  size: (_, { bytes }) => (bytes < 30_000_000 ? [] : ['']),
  /** At most 1000 of all kinds together. */
  'recipient-count': ({ personalizations }) =>
    personalizations.flatMap(everybody).length > 1000 ? ['personalizations'] : [],
  'address-once': ({ personalizations }) => {
    const known = new Set<string>()
    return each(personalizations, (one, at) =>
      everybody(one).flatMap(({ email }) => {
        const seen = known.has(email.toLowerCase())
        known.add(email.toLowerCase())
        return seen ? [`${at}.to.0.email`] : []
      }),
    )
  },
  'substitutions-size': ({ personalizations }) =>
    each(personalizations, ({ substitutions = {} }, at) =>
      bytesOf(substitutions) <= 10_000 ? [] : [`${at}.substitutions`],
    ),
  'custom-args-size': ({ custom_args: all = {}, personalizations }) =>
    each(personalizations, ({ custom_args: own = {} }, at) =>
      bytesOf({ ...all, ...own }) < 10_000 ? [] : [`${at}.custom_args`],
    ),
  /** The names that make the message what it is are not for whoever writes it. */
  'reserved-header': (mail) =>
    eachHeaders(mail, (headers, at) =>
      Object.keys(headers).some((name) => reserved.has(name.toLowerCase())) ? [at] : [],
    ),
  /** No line end, and nothing that would have to be encoded. */
  'header-value': (mail) =>
    eachHeaders(mail, (headers, at) =>
      Object.values(headers).every((value) => /^[ -~]+$/.test(value)) ? [] : [at],
    ),
  'header-once': (mail) =>
    eachHeaders(mail, (headers, at) => {
      const names = Object.keys(headers).map((name) => name.toLowerCase())
      return new Set(names).size === names.length ? [] : [at]
    }),
  /** Plain text, then HTML, each once. */
  'content-order': ({ content }) =>
    content.map(({ type }) => type).join() === 'text/plain,text/html' ? [] : ['content'],
  'send-at': (mail, { now }) =>
    [mail.send_at, ...mail.personalizations.map(({ send_at: at }) => at)]
      .filter((at) => at !== undefined)
      .some((at) => at * 1000 > now + 72 * 3_600_000)
      ? ['send_at']
      : [],
  'sender-name': ({ from }) => (/^[ -~]*$/.test(from.name ?? '') ? [] : ['from.name']),
  /** The provider makes an address list of it, in which these end a name. */
  'recipient-name': ({ personalizations }) =>
    each(personalizations, ({ to }, at) =>
      to.every(({ name = '' }) => /^"[^"]*"$/.test(name) || !/[,;"]/.test(name)) &&
      // eslint-disable-next-line no-control-regex -- a line end would begin another header
      to.every(({ name = '' }) => !/[\u0000-\u001f\u007f]/.test(name))
        ? []
        : [`${at}.to.0.name`],
    ),
  /** One line without control characters, as a subject is. */
  'subject-line': ({ subject }) =>
    // eslint-disable-next-line no-control-regex -- a line end would begin another header
    /[\u0000-\u001f\u007f]/.test(subject) ? ['subject'] : [],
  attachment: ({ attachments = [] }) =>
    each(
      attachments,
      ({ content, content_id: id, disposition, filename, type }, at) =>
        (disposition === 'inline' && id === undefined) ||
        Buffer.from(content, 'base64').toString('base64') !== content ||
        [id, filename, type].some((value) => value !== undefined && /[^ -~]|[<>";]/.test(value))
          ? [at]
          : [],
      'attachments',
    ),
  /** What a message refers to is in it, and the other way round. */
  'content-id': ({ attachments = [], content }) => {
    const ids = attachments.flatMap(({ content_id: id }) => id ?? [])
    const html = content.find(({ type }) => type === 'text/html')?.value ?? ''
    const used = new Set([...html.matchAll(/\bcid:([^"'\s)]+)/g)].map(([, id]) => id))
    return new Set(ids).size === ids.length && used.symmetricDifference(new Set(ids)).size === 0
      ? []
      : ['attachments']
  },
  /** Everybody has a value for each key, and every key stands in the message. */
  'substitution-keys': ({ personalizations, content }) => {
    const keys = keysOf(personalizations[0])
    return each(personalizations, (one, at) =>
      keysOf(one).join('\n') === keys.join('\n') &&
      keys.every((key) => content.some(({ value }) => value.includes(key)))
        ? []
        : [`${at}.substitutions`],
    )
  },
  /** Keys are replaced one after another: none may show in a value, or be a part of another key. */
  'substitution-safety': ({ personalizations }) => {
    const keys = keysOf(personalizations[0])
    const part = keys.some((key) => keys.some((other) => other !== key && other.includes(key)))
    return each(personalizations, ({ substitutions = {} }, at) =>
      part || Object.values(substitutions).some((value) => keys.some((key) => value.includes(key)))
        ? [`${at}.substitutions`]
        : [],
    )
  },
  /** Kept for long as being about nobody, so they name nobody; prefixed, because events flatten them. */
  'opaque-names': ({ custom_args: all = {}, categories = [], personalizations }) => {
    const named = Object.keys(all).length > 0 || categories.some((name) => name.includes('@'))
    return [
      ...(named ? ['categories'] : []),
      ...each(personalizations, ({ custom_args: own = {} }, at) =>
        Object.entries(own).every(
          ([key, value]) => /^rb_[a-z]$/.test(key) && /^[A-Za-z0-9_-]{1,64}$/.test(value),
        )
          ? []
          : [`${at}.custom_args`],
      ),
    ]
  },
  /** Events name mail of an issue by both, and its people by a name of their own. */
  'recipient-reference': ({ personalizations }) => {
    const known = new Set<string>()
    return each(personalizations, ({ custom_args: own }, at) => {
      if (own === undefined) return []
      const { rb_a: attempt, rb_r: ref } = own
      const wrong = attempt === undefined || ref === undefined || known.has(ref)
      known.add(ref ?? '')
      return wrong ? [`${at}.custom_args`] : []
    })
  },
  /** RFC 8058: one click, for each person of an issue their own address. */
  'one-click': ({ personalizations }) => {
    const known = new Set<string>()
    return each(personalizations, ({ headers = {}, custom_args: own }, at) => {
      const [list, post] = [headers['List-Unsubscribe'], headers['List-Unsubscribe-Post']]
      if (own === undefined && list === undefined && post === undefined) return []
      const page = /^<(https:\/\/[^>\s]+)>/.exec(list ?? '')?.[1]
      const wrong = page === undefined || post !== 'List-Unsubscribe=One-Click' || known.has(page)
      known.add(page ?? '')
      return wrong ? [`${at}.headers`] : []
    })
  },
} satisfies Record<string, Check>

/** Everything in which this request breaks the contract of the provider, or ours with it. */
export function breaches(body: Buffer, now: number): Breach[] {
  let mail: unknown
  try {
    mail = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return [{ rule: 'json', field: '' }]
  }
  const shape = shapeOf('documented', isDocumented, mail)
  if (shape.length > 0) return shape
  const asked = { bytes: body.length, now }
  const others = Object.entries(rules).flatMap(([rule, check]) =>
    check(mail as Mail, asked).map((field) => ({ rule: rule as Rule, field })),
  )
  return [...shapeOf('own', isOwn, mail), ...others]
}

export const allRules = ['json', 'documented', 'own', ...Object.keys(rules)] as Rule[]

function shapeOf(rule: Rule, isValid: typeof isDocumented, mail: unknown): Breach[] {
  if (isValid(mail)) return []
  return (isValid.errors ?? []).map(({ instancePath, params, keyword }) => {
    const name = (params as { missingProperty?: string; additionalProperty?: string })[
      keyword === 'required' ? 'missingProperty' : 'additionalProperty'
    ]
    const path = name === undefined ? instancePath : `${instancePath}/${name}`
    return { rule, field: path.slice(1).replaceAll('/', '.') }
  })
}

type Personalization = Mail['personalizations'][number]

function everybody({ to, cc = [], bcc = [] }: Personalization) {
  return [...to, ...cc, ...bcc]
}

function keysOf(one: Personalization | undefined): string[] {
  return Object.keys(one?.substitutions ?? {}).sort()
}

function each<T>(
  all: T[],
  check: (one: T, at: string) => string[],
  name = 'personalizations',
): string[] {
  return all.flatMap((one, index) => check(one, `${name}.${index}`))
}

function eachHeaders(
  { headers = {}, personalizations }: Mail,
  check: (headers: Record<string, string>, at: string) => string[],
): string[] {
  return [
    ...check(headers, 'headers'),
    ...each(personalizations, ({ headers: own = {} }, at) => check(own, `${at}.headers`)),
  ]
}

function bytesOf(values: Record<string, string>): number {
  return Buffer.byteLength(Object.entries(values).flat().join(''))
}

const reserved = new Set([
  'x-sg-id',
  'x-sg-eid',
  'received',
  'dkim-signature',
  'content-type',
  'content-transfer-encoding',
  'to',
  'from',
  'subject',
  'reply-to',
  'cc',
  'bcc',
])
