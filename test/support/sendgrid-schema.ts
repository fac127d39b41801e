/**
 * POST /v3/mail/send as JSON Schema 2020-12, by the published specification and the prose around it,
 * and written without a look at what we send. Stricter where the specification is loose: it lists no
 * name that may not be there, and whoever misspells one is not told by the provider. In two places it
 * is wrong by its own prose: `custom_args` of the message is an object and no string, and the values of
 * `custom_args` and `headers` are strings.
 *
 * https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send
 */
const email = {
  type: 'string',
  maxLength: 254,
  pattern: '^[!-?A-~]{1,64}@([a-zA-Z0-9-]{1,63}\\.)+[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$',
}
const mailbox = exactly({ email, name: { type: 'string' } }, ['email'])
const mailboxes = { type: 'array', maxItems: 1000, items: mailbox }
const strings = { type: 'object', additionalProperties: { type: 'string' } }
const text = { type: 'string' }
const filled = { type: 'string', minLength: 1 }
const flag = { type: 'boolean' }
const onOff = exactly({ enable: flag })
/** Field names by RFC 5322; which of them are reserved is in no regular expression that knows no case. */
const headers = { ...strings, propertyNames: { pattern: '^[!-9;-~]+$' } }

const personalization = exactly(
  {
    from: mailbox,
    to: { ...mailboxes, minItems: 1 },
    cc: mailboxes,
    bcc: mailboxes,
    subject: filled,
    headers,
    substitutions: { ...strings, maxProperties: 10_000 },
    dynamic_template_data: { type: 'object' },
    custom_args: { ...strings, maxProperties: 10_000 },
    send_at: { type: 'integer' },
  },
  ['to'],
)

export const mailSendSchema = exactly(
  {
    personalizations: { type: 'array', minItems: 1, maxItems: 1000, items: personalization },
    from: mailbox,
    reply_to: mailbox,
    reply_to_list: { ...mailboxes, uniqueItems: true },
    subject: filled,
    content: {
      type: 'array',
      minItems: 1,
      items: exactly({ type: filled, value: filled }, ['type', 'value']),
    },
    attachments: {
      type: 'array',
      items: exactly(
        {
          content: filled,
          type: filled,
          filename: filled,
          disposition: { enum: ['inline', 'attachment'] },
          content_id: filled,
        },
        ['content', 'filename'],
      ),
    },
    template_id: text,
    headers,
    categories: {
      type: 'array',
      maxItems: 10,
      uniqueItems: true,
      items: { type: 'string', minLength: 1, maxLength: 255 },
    },
    custom_args: strings,
    send_at: { type: 'integer' },
    batch_id: text,
    asm: exactly(
      {
        group_id: { type: 'integer' },
        groups_to_display: { type: 'array', maxItems: 25, items: { type: 'integer' } },
      },
      ['group_id'],
    ),
    ip_pool_name: { type: 'string', minLength: 2, maxLength: 64 },
    mail_settings: exactly({
      bypass_list_management: onOff,
      bypass_spam_management: onOff,
      bypass_bounce_management: onOff,
      bypass_unsubscribe_management: onOff,
      footer: exactly({ enable: flag, text, html: text }),
      sandbox_mode: onOff,
    }),
    tracking_settings: exactly({
      click_tracking: exactly({ enable: flag, enable_text: flag }),
      open_tracking: exactly({ enable: flag, substitution_tag: text }),
      subscription_tracking: exactly({ enable: flag, text, html: text, substitution_tag: text }),
      ganalytics: exactly({
        enable: flag,
        utm_source: text,
        utm_medium: text,
        utm_term: text,
        utm_content: text,
        utm_campaign: text,
      }),
    }),
  },
  // The last two because there is no template that has them.
  ['personalizations', 'from', 'subject', 'content'],
)

/**
 * What Rondbrief asks of each of its requests beside that (dispatch.md, section 10): nothing is tracked,
 * whatever the account says; no list of the provider is passed over; and a sandbox never counts as sent.
 */
export const ownSchema = {
  type: 'object',
  required: ['reply_to', 'tracking_settings'],
  properties: {
    tracking_settings: {
      type: 'object',
      required: ['click_tracking', 'open_tracking', 'subscription_tracking', 'ganalytics'],
      properties: {
        click_tracking: {
          required: ['enable', 'enable_text'],
          properties: { enable: { const: false }, enable_text: { const: false } },
        },
        open_tracking: off(),
        subscription_tracking: off(),
        ganalytics: off(),
      },
    },
    personalizations: {
      // One person in each, who sees nobody else's address.
      items: {
        properties: { to: { maxItems: 1 }, cc: false, bcc: false, from: false, subject: false },
      },
    },
    mail_settings: false,
    template_id: false,
    asm: false,
    ip_pool_name: false,
    reply_to_list: false,
  },
}

function off(): object {
  return { required: ['enable'], properties: { enable: { const: false } } }
}

/** An object with these names and no others. */
function exactly(properties: Record<string, object>, required: string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false }
}
