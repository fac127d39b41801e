import { numberIn, quoted, type ProblemTexts } from '../../problem-text.ts'

export const finishedMail = {
  'template/missing': ({ file, found }) => ({
    title: `The template${quoted(file ?? found)} is not there.`,
    why: 'Without a template no mail can be made.',
    fix: "Put the file back in the folder 'templates'.",
  }),
  'template/handlebars-invalid': ({ found, reason }) => ({
    title: `The template cannot be filled in:${quoted(reason ?? found) || ' a field or block is wrong'}.`,
    why: 'As long as this is so, no mail can be made.',
    fix: 'Correct this place in the template.',
  }),
  'template/mjml-invalid': ({ found, reason }) => ({
    title: `MJML rejects the template:${quoted(reason ?? found) || ' a part is wrong'}.`,
    why: 'The layout may look wrong in mail programs.',
    fix: 'Correct this place in the template.',
  }),
  'template/expression-lost': ({ found }) => ({
    title: `The field${quoted(found)} disappeared while making the HTML.`,
    why: 'The recipient would see nothing here.',
    fix: 'Put the field inside an mj-raw or in plain text in the template.',
  }),
  'template/unfilled': ({ found }) => ({
    title: `The filled mail still has an empty field:${quoted(found)}.`,
    why: 'Readers would see braces instead of their details.',
    fix: 'Correct the field in the template.',
  }),
  'template/minify-inactive': () => ({
    title: 'The styles in the mail are not made smaller.',
    why: 'The mail becomes larger than needed. Gmail may cut off the end.',
    fix: "Run 'npm ci' and try again.",
  }),

  'mail/size-limit': ({ bytes, limit }) => ({
    title: `The mail is ${numberIn('en', bytes)} bytes. Gmail cuts it off from ${numberIn('en', limit)}.`,
    why: 'The unsubscribe link disappears with the end.',
    fix: 'Remove an item, or make items shorter.',
  }),
  'mail/size-large': ({ bytes, limit }) => ({
    title: `The mail is ${numberIn('en', bytes)} bytes. Gmail cuts it off at ${numberIn('en', limit)}.`,
    why: 'There is little room left. The link to unsubscribe stands at the end.',
    fix: 'Make items shorter or keep one for the next issue.',
  }),
  'mail/style-size': ({ bytes, limit }) => ({
    title: `The style rules are ${numberIn('en', bytes)} bytes together. They may be ${numberIn('en', limit)}.`,
    why: 'Gmail may then drop all style rules.',
    fix: 'Remove unused styles from the template.',
  }),
  'mail/lang': ({ found }) => ({
    title: `The language of the mail is not stated well${found === undefined || found === '' ? '' : `:${quoted(found)}`}.`,
    why: 'A screen reader then chooses the wrong pronunciation.',
    fix: 'State the language on the start of the document and on the first part of the content.',
  }),
  'mail/dir': ({ found }) => ({
    title: `The reading direction of the mail is not stated${found === undefined || found === '' ? '' : `:${quoted(found)}`}.`,
    why: 'Some mail programs then show the text the wrong way round.',
    fix: 'Put dir="ltr" on the start of the document and on the first part of the content.',
  }),
  'mail/title': () => ({
    title: 'The mail has no document title.',
    why: 'A screen reader announces it first.',
    fix: 'Put the title of the issue in mj-title in the template.',
  }),
  'mail/table-role': ({ count }) => ({
    title: `${count === 1 ? 'One layout table is' : `${count} layout tables are`} not marked as such.`,
    why: "A screen reader then keeps saying 'table' without reason.",
    fix: 'Give each layout table role="presentation" and each data table a header.',
  }),
  'mail/anchor': ({ found }) => ({
    title: `The line${quoted(found)} in the list of contents leads nowhere.`,
    why: 'Whoever taps it stays where they are.',
    fix: 'Put an empty <a name> with the same name at the item.',
  }),
  'mail/element-forbidden': ({ found }) => ({
    title: `The mail contains something that mail programs refuse:${quoted(found)}.`,
    why: 'It is left out, or the mail ends up as spam.',
    fix: 'Remove it from the template.',
  }),
  'mail/preview-marker': () => ({
    title: 'The mail still has the marks of the preview.',
    why: 'They show names of folders and files.',
    fix: "Take 'data-source' out of the template.",
  }),
  'mail/unsubscribe': () => ({
    title: 'No unsubscribe link can be seen in the mail.',
    why: 'The law and mail programs require it.',
    fix: 'Put the unsubscribe link back in the footer of the template.',
  }),
  'mail/sender-details': ({ found }) => ({
    title: `The mail lacks this about the sender:${quoted(found)}.`,
    why: 'Readers must be able to see who writes and how to reach them.',
    fix: 'Put it back in the footer of the template.',
  }),
  'mail/web-version': () => ({
    title: 'The mail lacks the link to the web page.',
    why: 'Whoever does not see the mail well then has nowhere to go.',
    fix: "Put 'View in browser' back at the top of the template.",
  }),
  'text/missing': () => ({
    title: 'The mail has no plain text.',
    why: 'Some readers see only that. Spam filters look for it.',
    fix: 'Put the plain text back in the template.',
  }),
  'text/differs': ({ percent, limit, found }) => ({
    title: `Of the words in the styled mail ${percent}% are in the plain text too. It should be ${limit}% at least.`,
    why: 'Readers of the plain text then miss something.',
    fix: `Add what is missing to the plain text template${found === undefined || found === '' ? '' : `, such as:${quoted(found)}`}.`,
  }),
} satisfies Partial<ProblemTexts>
