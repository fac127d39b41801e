import { quoted, type ProblemTexts } from '../../problem-text.ts'

export const edition = {
  'config/unreadable': ({ reason, root }) => ({
    title:
      reason === 'missing'
        ? `There is no rondbrief.yaml in the folder ${root}.`
        : `The file rondbrief.yaml in ${root} cannot be read.`,
    why: 'Without this file Rondbrief does not know who sends the newsletter.',
    fix:
      reason === 'missing'
        ? 'Go to the folder of your newsletter and try again there.'
        : 'Check whether you may open the file.',
  }),
  'config/example-values': ({ field, found, transport }) => ({
    title: `'${field}' is still an example:${quoted(found)}.`,
    why: `With '${transport}' real mails go out. Readers cannot reach this address.`,
    fix: `Fill in your own details at '${field}' in rondbrief.yaml.`,
  }),
  'config/secret-short': ({ limit }) => ({
    title: `RONDBRIEF_SECRET is too short. It needs at least ${limit} characters.`,
    why: 'With a short secret someone could forge the unsubscribe links of others.',
    fix: 'Ask your administrator to set a long random secret, or to remove it: Rondbrief then makes its own.',
  }),
  'areas/unreadable': ({ reason, found }) => ({
    title:
      reason === 'file'
        ? `The list of municipalities${quoted(found)} cannot be read.`
        : reason === 'column'
          ? `The list of municipalities lacks a column:${quoted(found)}.`
          : `A row in the list of municipalities is not filled in well:${quoted(found)}.`,
    why: 'Rondbrief cannot check or choose municipalities that it does not know.',
    fix:
      reason === 'date'
        ? 'Write the date as 2023-01-01.'
        : 'Compare this row with another row of the file.',
  }),

  'issue/not-found': ({ found, suggestion }) => ({
    title: `There is no issue${quoted(found)}.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why: 'Each issue is a folder in newsletters/ with a file issue.md.',
    fix:
      suggestion === undefined
        ? "See which issues there are with 'npx rondbrief status'."
        : `Use '${suggestion}'.`,
  }),
  'issue/empty': () => ({
    title: 'There is no item in this issue yet.',
    why: 'There is nothing to send.',
    fix: "Press New item at a partner, on the page of the issue. Or put a file with an item in a partner's folder.",
  }),
  'correction/with-segments': ({ found }) => ({
    title: `This correction of${quoted(found)} also names segments.`,
    why: 'A correction goes to exactly the readers who got the mistake.',
    fix: "Remove the segments at 'segments' in issue.md.",
  }),
  'correction/not-sent': ({ found }) => ({
    title: `Nobody got issue${quoted(found)}. There is nothing to correct.`,
    why: 'A correction goes to exactly the readers who got the mistake.',
    fix: "See whether 'corrects' in issue.md names the right issue.",
  }),
  'correction/still-sending': ({ found }) => ({
    title: `Issue${quoted(found)} is not done sending.`,
    why: 'Whoever still gets it would miss this correction.',
    fix: `Stop the dispatch of${quoted(found)}, or wait until it is done.`,
  }),
  'correction/version-unknown': ({ found, version }) => ({
    title: `Issue${quoted(found)} has no version${quoted(version)}.`,
    why: 'Rondbrief then does not know who got the mistake.',
    fix: "Remove the line 'corrects_version' from issue.md, or make the correction again on the page Dispatch.",
  }),
  'issue/segments-missing': ({ written, options }) => ({
    title: `This issue has no segment yet.${written === undefined ? '' : ` The line '${written}' must be called 'segments' here.`}`,
    why: 'Rondbrief does not know who gets it, and sends nothing.',
    fix:
      written === undefined
        ? `Write behind 'segments:' in issue.md who gets this issue.${options === undefined ? ' The names are in subscribers/segments.yaml.' : ` To choose from: ${options}.`}`
        : `Change '${written}' to 'segments'.`,
  }),
  'issue/variant-empty': ({ segments, found }) => ({
    title: `Who is only in the segment${quoted(segments)} gets a mail without any item.`,
    why: `All items are for${quoted(found)} only. The other readers see an empty mail.`,
    fix: `Remove the line 'segments' from an item, or send this issue to${quoted(found)}.`,
  }),
  'issue/partner-missing': ({ partner, found }) => ({
    title: `There is no item from${quoted(partner ?? found)} in this issue yet.`,
    why: 'The issue goes on, but without this partner.',
    fix: 'Remind the partner, or leave it if there is nothing this month.',
  }),
  'issue/item-unknown': ({ found, suggestion }) => ({
    title: `The order names${quoted(found)}, but there is no such item.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why: 'The issue goes on without this item.',
    fix:
      suggestion === undefined
        ? 'Remove the line, or add the item.'
        : `Change the line to '${suggestion}'.`,
  }),
  'issue/item-duplicate': ({ found, other }) => ({
    title: `The item${quoted(found)} occurs twice${other === undefined ? '' : `, also as${quoted(other)}`}.`,
    why: 'Readers would read the same thing twice.',
    fix: 'Choose which one stays and remove the other.',
  }),
  'issue/copy-left-behind': ({ found }) => ({
    title: `The file${quoted(found)} looks like a copy that was left behind.`,
    why: 'A program makes such a copy when two people save at once. The file does not count.',
    fix: 'Compare the two files, take over what is needed and throw the copy away.',
  }),
  'issue/file-unused': ({ found, suggestion, kind }) => ({
    title: `${quoted(found).trim() || 'This file'} does not count in this issue.${suggestion === undefined ? '' : ` Did you mean the folder '${suggestion}'?`}`,
    why:
      kind === 'picture'
        ? 'Rondbrief reads pictures from the folder images of the issue only.'
        : "Rondbrief only reads files that end in .md, in a partner's folder. Two files cannot have the same name.",
    fix:
      kind === 'picture'
        ? "Put the picture in the folder 'images' of the issue and name it at 'image' in the item."
        : suggestion === undefined
          ? 'Put the text in a file that ends in .md, give it another name or remove it.'
          : `Call the folder '${suggestion}'.`,
  }),
  'issue/file-unreadable': ({ reason }) => ({
    title:
      reason === 'outside'
        ? 'This file points to a place outside the folder of the newsletter.'
        : reason === 'no-file'
          ? 'This is not an ordinary file.'
          : reason === 'loop'
            ? 'This file points to itself.'
            : 'Rondbrief may not open this file.',
    why: 'What is in it is missing from the issue.',
    fix:
      reason === 'permission'
        ? 'Close it in other programs, or ask your administrator for access.'
        : 'Put the file itself in this place.',
  }),
  'content/issue-long': ({ count, limit }) => ({
    title: `This issue has ${count} items. An issue of at most ${limit} reads well.`,
    why: 'Hardly anybody reads a mail of more than four minutes to the end.',
    fix: 'Keep an item for the next issue.',
  }),

  'subject/missing': ({ reason, written }) => ({
    title:
      written === undefined
        ? 'The issue has no subject.'
        : `The issue has no subject. The line '${written}' must be called 'subject' here.`,
    why: 'Without a subject the mail cannot go.',
    fix:
      written !== undefined
        ? `Change '${written}' to 'subject'.`
        : reason === 'empty'
          ? "Write behind 'subject:' in issue.md what this issue is about."
          : "Put a line below the line with title in issue.md that begins with 'subject:', followed by what this issue is about.",
  }),
  'subject/long': ({ count, limit }) => ({
    title: `The subject has ${count} characters. Good is ${limit} or fewer.`,
    why: 'A phone shows about the first 44 characters. The rest falls off.',
    fix: 'Put the most important part first and shorten the rest.',
  }),
  'subject/shouting': ({ kind, found }) => ({
    title: (shouting[String(kind)] ?? shouting['capitals'] ?? ((it) => it))(quoted(found)),
    why: 'Spam filters take this for advertising.',
    fix: shoutingFix[String(kind)] ?? 'Write the subject as a plain sentence.',
  }),
  'preheader/missing': ({ written }) => ({
    title: `The preview line is missing.${written === undefined ? '' : ` The line '${written}' must be called 'preheader' here.`}`,
    why: 'The inbox then shows some random line beside the subject.',
    fix:
      written === undefined
        ? "Write a sentence behind 'preheader:' in issue.md that adds to the subject."
        : `Change '${written}' to 'preheader'.`,
  }),
  'preheader/length': ({ count, least, most }) => ({
    title: `The preview line has ${count} characters. Good is ${least} to ${most}.`,
    why: 'A line that is too short is filled up with other text, one that is too long falls off.',
    fix:
      Number(count) < Number(least)
        ? 'Name one more subject in this line.'
        : 'Name one subject less in this line.',
  }),
  'preheader/duplicate': ({ other }) => ({
    title:
      other === 'intro'
        ? 'The preview line equals the beginning of the text.'
        : 'The preview line equals the subject.',
    why: 'The inbox then shows the same thing twice.',
    fix: 'Name something else from the issue in the preview line.',
  }),

  'personal/field-unknown': ({ found, suggestion, options }) => ({
    title: `Rondbrief does not know the field${quoted(found)}.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why: 'There would be an empty place in the mail.',
    fix:
      suggestion === undefined
        ? `Use one of these fields: ${options ?? 'salutation, name'}.`
        : `Write ${suggestion}.`,
  }),
  'personal/fallback-missing': ({ found }) => ({
    title: `The field${quoted(found)} does not say what should come when the name is missing.`,
    why: 'As long as that is not there, the field is not filled in. Readers then see the brackets themselves.',
    fix: `Write for instance [[${found ?? 'name'}|reader]].`,
  }),
  'personal/field-misplaced': ({ found }) => ({
    title: `The field${quoted(found)} is in a place where it is not filled in.`,
    why: 'It is filled in in the text of an item only. Here readers see the brackets themselves.',
    fix: 'Remove the field here, or put it in the text.',
  }),
  'personal/foreign-field': ({ found, suggestion, where }) => ({
    title: `${quoted(found).trim()} is a field of another program.`,
    why: 'Rondbrief does not fill it in. Readers see exactly these characters.',
    fix:
      where === 'field'
        ? 'Remove it here. A name is filled in in the text of an item only.'
        : suggestion === undefined
          ? 'Remove it. Rondbrief fills in the name only, with [[name|reader]], and the greeting, with [[salutation]].'
          : suggestion === '[[salutation]]'
            ? `Write ${suggestion}. It gives 'Dear' with the name of the reader.`
            : `Write ${suggestion}. It gives the name of the reader, or the word behind the bar where there is none.`,
  }),
  'personal/salutation-twice': ({ found, greeting }) => ({
    title: `At${quoted(found)} the reader is greeted twice.`,
    why: `The field gives 'Dear' with the name by itself. Readers would see '${greeting} Dear Samira Jansen'.`,
    fix: `Remove '${greeting}'.`,
  }),
  'personal/url-unsafe': ({ field, found }) => ({
    title: `The address${quoted(field)} of a recipient is not a safe web address:${quoted(found)}.`,
    why: 'Such an address can take a reader elsewhere than expected.',
    fix: "Check 'public_url' in rondbrief.yaml.",
  }),
  'segment/unknown': ({ found, suggestion }) => ({
    title: `There is no segment${quoted(found)}.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why: 'Rondbrief then does not know who gets this.',
    fix:
      suggestion === undefined
        ? 'Choose a segment from subscribers/segments.yaml, or add it there.'
        : `Change the segment to '${suggestion}'.`,
  }),

  'agenda/event-unknown': ({ found, suggestion }) => ({
    title: `The agenda knows no event${quoted(found)}.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why: 'The event would be missing from the mail.',
    fix:
      suggestion === undefined
        ? 'Add the event to newsletters/agenda.yaml, or remove the reference.'
        : `Change the reference to '${suggestion}'.`,
  }),
  'agenda/event-duplicate': ({ found, line }) => ({
    title: `The agenda has two events with the id${quoted(found)}.${line === undefined ? '' : ` The first is on line ${line}.`}`,
    why: "In readers' calendars one would replace the other. The second does not count.",
    fix: 'Give the second event an id of its own.',
  }),
  'agenda/time-order': ({ found, start, end }) => ({
    title: `The event${quoted(found)} ends before it begins${start === undefined ? '' : ` (${start} to ${end})`}.`,
    why: 'Readers put it in their calendar like this.',
    fix: 'Correct the start or the end.',
  }),
  'figure/unknown': ({ found, suggestion }) => ({
    title: `There are no figures called${quoted(found)}.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why: 'The table would be missing from the mail.',
    fix:
      suggestion === undefined
        ? 'Put the file in newsletters/figures, or remove the reference.'
        : `Change the reference to '${suggestion}'.`,
  }),
  'figure/empty': ({ found }) => ({
    title: `The figures${quoted(found)} have no rows.`,
    why: 'Readers would see a heading with nothing below it.',
    fix: 'Fill in the rows, or remove the reference from the issue.',
  }),
} satisfies Partial<ProblemTexts>

const shouting: Record<string, (found: string) => string> = {
  capitals: (found) => `There is a word in capitals in the subject:${found}.`,
  exclamation: () => 'There are several exclamation marks in a row in the subject.',
  currency: (found) => `There is an amount or currency sign in the subject:${found}.`,
  reply: (found) => `The subject begins with${found}, as if it were an answer.`,
}
const shoutingFix: Record<string, string> = {
  capitals: 'Write the word in small letters. Known abbreviations are fine.',
  exclamation: 'End with a full stop, or with nothing.',
  currency: 'Take the amount out of the subject.',
  reply: 'Remove this beginning.',
}
