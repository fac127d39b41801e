import type { ProblemValues } from '../../../problem.ts'
import { numberIn, quoted, type ProblemTexts } from '../../problem-text.ts'
import { shownExamples } from '../../shown-examples.ts'

const shown = shownExamples.en

export const writing = {
  'frontmatter/invalid': ({ reason, line, at }) => ({
    title: `The details cannot be read properly here.${(unreadable[String(reason)] ?? unreadable['other'])?.found}`,
    why: 'As long as this is so, Rondbrief does not know what is meant.',
    fix:
      reason === 'unclosed' && at !== undefined
        ? `Make line ${at} exactly three hyphens: ---`
        : line !== undefined
          ? `Put a new line of only three hyphens below line ${line}: ---${at === undefined ? '' : ` Remove that of line ${at} if it was meant for this.`}`
          : ((unreadable[String(reason)] ?? unreadable['other'])?.fix ?? ''),
  }),
  'frontmatter/engine-forbidden': ({ found }) => ({
    title: `The first line is${quoted(found)}. It should be --- and nothing else.`,
    why: 'Another first line can start a program. That is why Rondbrief does not read this file.',
    fix: /^---\s*[a-z_]{2,20}:/.test(String(found))
      ? 'Make the first line three hyphens and nothing else: --- Put each detail on a line of its own below it, and then another line of only ---'
      : 'Make the first line exactly three hyphens: ---',
  }),
  'frontmatter/missing': () => ({
    title: 'The details of the item are missing at the top of this file.',
    why: 'Without a title the item cannot be in the issue.',
    fix: 'Put three lines above it: first ---, then title: followed by the title, then --- again.',
  }),
  'frontmatter/text-above': ({ found, line }) => ({
    title: 'Nothing may stand above the first ---.',
    why: `The details now begin at line ${line}. Rondbrief reads them only when the first line is ---.`,
    fix:
      found === ''
        ? 'Remove the empty lines above it.'
        : `Put${quoted(found)} and whatever else stands above it below the second ---, or remove it.`,
  }),
  'frontmatter/fields-below': ({ found, count, line, last, twice }) => ({
    title:
      count === 1
        ? `The line with '${found}:' belongs between the two lines of ---.`
        : `Lines ${line} to ${last} (${found}) belong between the two lines of ---.`,
    why: 'Below the second --- Rondbrief reads them as text. Readers would see them in the mail.',
    fix:
      twice === undefined
        ? `Cut ${count === 1 ? `line ${line}` : 'these lines'}, and paste ${count === 1 ? 'it' : 'them'} just above the second ---.`
        : `'${twice}' is there already. Choose which of the two is right, and remove the other.`,
  }),
  'frontmatter/field-missing': ({ field, written, reason, found }) =>
    reason === 'indented'
      ? { ...indented({ field, found }), why: 'Rondbrief cannot go on without it.' }
      : written === undefined
        ? {
            title: `'${field}' is not filled in.`,
            why: 'Rondbrief cannot go on without it.',
            fix:
              reason === 'remark'
                ? `Put quotation marks around the text behind '${field}:'. It begins with a #, which begins a remark.`
                : reason === 'empty'
                  ? `Fill in behind '${field}:' what it should say.`
                  : `Add a line that begins with '${field}:', and fill in behind it what it should say.`,
          }
        : {
            title: `Rondbrief does not know '${written}'. Did you mean '${field}'?`,
            why: 'Rondbrief cannot go on without it.',
            fix: `Change '${written}' to '${field}'.`,
          },
  'frontmatter/field-unknown': ({ field, suggestion, reason, found }) =>
    reason === 'indented'
      ? { ...indented({ field, found }), why: 'What follows it is not used.' }
      : {
          title: `Rondbrief does not know '${field}'.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
          why: 'What follows it is not used.',
          fix:
            suggestion === undefined
              ? 'Check the spelling, or remove the line.'
              : `Change '${field}' to '${suggestion}'.`,
        },
  'frontmatter/field-value': ({ field, found, expected, options, suggestion }) => ({
    title: `'${field}' has${quoted(found) || ' a value that does not fit'}. It should be ${kinds[String(expected)] ?? 'something else'}${options === undefined ? '' : `: ${options}`}.`,
    why: 'Rondbrief cannot use the value like this.',
    fix:
      suggestion === undefined
        ? (group(field, found) ??
          `Change the value of '${field}'. ${examples[String(expected)] ?? ''}`.trim())
        : `Did you mean '${suggestion}'? If so, write that at '${field}'.`,
  }),
  'frontmatter/rubric-unknown': ({ found, options, suggestion }) => ({
    title: `Rondbrief does not know the kind of item${quoted(found)}.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why: 'The word stands above the item like this. Readers know the usual kinds.',
    fix: suggestion === undefined ? `Choose from: ${options}.` : `Change it to '${suggestion}'.`,
  }),
  'frontmatter/theme-unknown': ({ found, suggestion }) => ({
    title: `Rondbrief does not know the theme${quoted(found)}.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why: 'Readers choose their themes from a fixed list. This one is not in it.',
    fix:
      suggestion === undefined
        ? 'Choose a theme of subscribers/themes.yaml, or remove the line.'
        : `Change it to '${suggestion}'.`,
  }),

  'markdown/unreadable': ({ reason, found }) =>
    reason === 'not-utf-8' && found === undefined
      ? {
          title: 'There is a character here that cannot be read.',
          why: 'This file was not saved as UTF-8. Rondbrief cannot guess which letters it had.',
          fix: "Open the file in the program it was made with. Choose 'Save as', with the encoding UTF-8.",
        }
      : {
          title: `This file was not saved as UTF-8.${found === undefined ? '' : ` The word${quoted(found)} shows it.`}`,
          why: 'On your screen the text looks right. In the mail letters such as é and ë would come out wrong. That is why this file does not count yet.',
          fix: "Click Put right in Rondbrief: it is then saved as UTF-8, with the same words. Or choose 'Save as' in your text program, with the encoding UTF-8.",
        },
  'markdown/too-large': ({ found, limit, unit }) => ({
    title:
      unit === 'parts'
        ? `This text has ${found} parts, such as paragraphs, list items, cells and links. It may have ${limit}.`
        : `This file is too large${found === undefined ? '' : `: ${found} kB`}. It may be ${limit ?? 100} kB.`,
    why: 'A file this long slows everything down and does not fit in a mail.',
    fix: 'Put the whole piece on the website and keep a short text with a link here.',
  }),
  'markdown/empty': () => ({
    title: 'This item has a title, but no text.',
    why: 'Readers would see only a heading.',
    fix: 'Write the text of the item below the details.',
  }),
  'markdown/character-invisible': ({ found, count }) => ({
    title: `This file holds a character nobody can see (${found})${count === 1 ? '' : `, ${count} times`}.`,
    why: 'Such a character comes along from another program and can turn text round. Rondbrief makes it a space.',
    fix: 'Remove the character here, or type the line again.',
  }),
  'markdown/raw-html': ({ found }) => ({
    title: `There is HTML code in the text${quoted(found)}.`,
    why: 'Readers see the code itself, not the layout.',
    fix: 'Remove the code. Use **bold**, *italic* or a list with hyphens.',
  }),
  'markdown/container-unknown': ({ found, suggestion, options, reason }) =>
    reason === 'nothing-open'
      ? {
          title: `The line${quoted(found)} closes a block, but no block is open here.`,
          why: 'Perhaps the beginning of a block was lost.',
          fix: 'Remove the line, or put the beginning of the block above it.',
        }
      : {
          title: `Rondbrief knows no block called${quoted(found)}.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
          why: 'The line with colons would be visible in the mail.',
          fix: `Choose one of these blocks: ${options ?? 'agenda, button, card, figures, action'}.`,
        },
  'markdown/container-unclosed': ({ found }) => ({
    title: `The block${quoted(found)} begins here, but is never closed.`,
    why: 'Everything after it would end up inside the block.',
    fix: 'Put a line with only ::: after the last line of the block.',
  }),

  'table/header-missing': ({ column }) => ({
    title: `Column ${column} of the table has no heading.`,
    why: 'Whoever has the table read aloud does not know what the cells mean.',
    fix: 'Write in the first row what is in the column.',
  }),
  'table/label-missing': ({ found }) => ({
    title: `The first cell of this row is empty. Further on the row says${quoted(found)}.`,
    why: 'Often the cells have then moved one place.',
    fix: 'Write in the first cell what the row is about.',
  }),
  'table/unmarked': ({ found, kind }) => ({
    title:
      kind === 'tabs'
        ? `From${quoted(found)} there are tabs between the words. That makes no table.`
        : `From${quoted(found)} this is no table. The line of dashes is missing or does not fit.`,
    why: 'Readers see all rows one after another, as one piece of text.',
    fix:
      kind === 'tabs'
        ? 'Put | between the cells, and in front and behind as well. Put | --- | --- | below the first row. If it is no table, begin each line with a dash and a space.'
        : 'Put three dashes for each column below the first row: | --- | --- |. That row is then the header. If there is none, write one above it.',
  }),
  'table/cell-count': ({ count, columns }) => ({
    title: `This row has ${count} ${count === 1 ? 'cell' : 'cells'}. The table has ${columns} ${columns === 1 ? 'column' : 'columns'}.`,
    ...(Number(count) < Number(columns)
      ? {
          why: 'Nobody can tell which cell is missing.',
          fix: 'Add the missing cell. Is there nothing to fill in? Leave the cell empty, but do type the bar (|).',
        }
      : {
          why: 'A cell too many is dropped.',
          fix: 'Take a cell away, or give the table one more column. Does a | belong to the text? Write \\| then.',
        }),
  }),

  'content/heading-empty': () => ({
    title: 'There is a heading without text here.',
    why: 'Whoever has the headings read aloud hears nothing.',
    fix: 'Write the words of the heading after the hash signs and a space. Or remove the line.',
  }),
  'content/heading-h1': ({ found }) => ({
    title: `The heading${quoted(found)} has one hash sign. One hash sign is only for the title of the newsletter.`,
    why: 'A mail has one main heading. With two, a screen reader loses its way.',
    fix: 'Use ## for a heading inside an item.',
  }),
  'content/heading-skipped': ({ found }) => ({
    title: `The heading${quoted(found)} skips a level.`,
    why: 'Whoever jumps from heading to heading thinks something is missing.',
    fix: 'Begin with ## and use ### only below it.',
  }),
  'content/heading-marks': ({ found, level }) => ({
    title: `The hash signs at${quoted(found)} are in the wrong place. This is no heading.`,
    why: 'Readers see the hash signs themselves. A screen reader does not find the heading.',
    fix: `Put the hash signs in front, with a space behind them: ${'#'.repeat(Number(level ?? 2))} and then the heading. None belong behind it.`,
  }),
  'content/example-left': ({ found }) => ({
    title: `Our example is still here:${quoted(found)}.`,
    why: 'These words come from an explanation of Rondbrief. Readers would see them in the mail.',
    fix: 'Write in this place what you mean yourself.',
  }),
  'content/section-empty': ({ found }) => ({
    title: `There is nothing under the heading${quoted(found)}.`,
    why: 'Readers look for what the heading promises.',
    fix: 'Write text under it, or remove the heading.',
  }),
  'content/item-long': ({ count, limit }) => ({
    title: `This item has ${count} words. About ${limit ?? 150} reads well.`,
    why: 'On a phone a long item takes several screens of scrolling.',
    fix: 'Keep the core. Put the rest behind a link.',
  }),

  'image/missing': ({ found, reason, folder, suggestion, options }) => ({
    title:
      reason === 'elsewhere'
        ? `The image${quoted(found)} is not kept with the issue.`
        : `The image${quoted(found)} is not there.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    why:
      reason === 'elsewhere'
        ? 'An image from elsewhere tells who opens the mail, and can disappear at any time.'
        : 'Readers would see an empty box.',
    fix:
      suggestion !== undefined
        ? `Change the name to '${suggestion}'. Or remove the image here.`
        : options !== undefined
          ? `${folder} has: ${options}. Take one of them, add your file, or remove the image here.`
          : `Put the file in the folder ${folder ?? "'images' of the issue"}. Or remove the image here.`,
  }),
  'image/alt-missing': ({ found, where }) => ({
    title: `The image${quoted(found)} has no description.`,
    why: 'Whoever cannot see the image misses what is in it.',
    fix:
      where === 'text'
        ? `Write between the square brackets what can be seen: ![${shown.alt}](${found}). Is it only decoration? Then write the word decorative there.`
        : "Write at 'alt' what can be seen. Is it only decoration? Then write 'decorative: true'.",
  }),
  'image/alt-filename': ({ found }) => ({
    title: /[.\d]/.test(String(found))
      ? `The description of the image is a file name:${quoted(found)}.`
      : `The description of the image is no more than${quoted(found)}.`,
    why: 'That does not tell what can be seen.',
    fix: 'Write what can be seen.',
  }),
  'image/format': ({ found, folder }) => ({
    title: `The image${quoted(found)} is of a kind that many mail programs do not show.`,
    why: 'Only JPEG, PNG and GIF work everywhere.',
    fix: `Save the image as JPEG (photo) or PNG (drawing) in the folder ${folder}, and change the name here.`,
  }),
  'image/heavy': ({ found, kilobytes, limit, width, type }) => ({
    title: `The image${quoted(found)} is ${kilobytes === undefined ? 'heavy' : `${kilobytes} kB`}. Good is ${limit ?? 200} kB or less.`,
    why: 'A heavy mail opens slowly on a phone.',
    fix:
      width === undefined || Number(width) > 1120
        ? 'Make the image 1120 pixels wide and save it under the same name.'
        : type === 'png'
          ? 'Save the photo as JPEG, add it and put its new name in the text.'
          : 'Save the photo as JPEG again, with a quality of 70 percent.',
  }),
  'image/total-heavy': ({ kilobytes, limit, heaviest, heaviestKilobytes }) => ({
    title: `The images of this issue are ${numberIn('en', kilobytes)} kB together. Good is ${limit} kB or less.`,
    why: 'They travel with every mail, which then opens slowly on a phone.',
    fix: `Reduce${quoted(heaviest)} (${numberIn('en', heaviestKilobytes)} kB), or leave an image out.`,
  }),
  'image/unreadable': ({ found }) => ({
    title: `The file${quoted(found)} cannot be read as an image.`,
    why: 'Readers would see only the description.',
    fix: 'Open the image in a drawing program and save it again as JPEG or PNG.',
  }),
} satisfies Partial<ProblemTexts>

const indented = ({ field, found }: Partial<ProblemValues>) => ({
  title: `'${field}' is part of '${found}' now, because of the spaces before it.`,
  fix: `Remove the spaces before '${field}:', and put the line above '${found}:'.`,
})

/** By the reasons of `yaml-fields.ts`. */
const unreadable: Record<string, { found: string; fix: string }> = {
  'duplicate-key': { found: ' The same name occurs twice.', fix: 'Remove one of the two lines.' },
  tab: { found: ' The line begins with a tab.', fix: 'Replace the tab by two spaces.' },
  'colon-or-indent': {
    found: ' There is a colon in the text, or the line is indented wrongly.',
    fix: 'Put the text after the first colon between quotation marks, or remove the spaces before the line.',
  },
  'quote-or-bracket': {
    found: ' A quotation mark or bracket is missing.',
    fix: 'Add the missing character.',
  },
  colon: {
    found: ' In the text behind the first colon there is another.',
    fix: 'Put the text behind the first colon between straight quotation marks, at its beginning and its end.',
  },
  'behind-quote': {
    found: ' There is more text behind the second quotation mark.',
    fix: 'Put the second quotation mark at the very end.',
  },
  'curly-quotes': {
    found: ' The quotation marks are curly. Those do not count here.',
    fix: 'Type straight quotation marks around the text: \' or ". Remove the curly ones.',
  },
  'quoted-name': {
    found: ' There are quotation marks around the name and its colon.',
    fix: 'Remove those quotation marks.',
  },
  late: {
    found: ' The line --- below the details is not there, or stands too low.',
    fix: 'Put a line of only three hyphens right below the details: ---',
  },
  opening: {
    found: ' The line --- above it is missing.',
    fix: 'Begin the file with a line of exactly three hyphens: ---',
  },
  unclosed: {
    found: ' The line --- below it is missing.',
    fix: 'Put a line with only --- below the details.',
  },
  fence: {
    found: ' The line below it begins with ---, but there is more on it.',
    fix: 'Make this line exactly three hyphens: ---',
  },
  'no-space': {
    found: ' The space after a colon is missing.',
    fix: `Put a space after the colon, as in 'title: ${shown.title}'.`,
  },
  'not-a-map': {
    found: ' There are no lines with a name, a colon and a value.',
    fix: `Write each detail on a line of its own, with a space after the colon, such as 'title: ${shown.title}'.`,
  },
  other: { found: '', fix: 'Compare this line with that of a file that is right.' },
}

/** What a group of details is made of, with what was found in its place. */
const groups: Record<string, (found: string) => string> = {
  link: (url) =>
    `Put two lines below 'link:', each with two spaces in front: 'text:' with the words of the button, and 'url: ${url}'.`,
  image: (src) =>
    `Put two lines below 'image:', each with two spaces in front: 'src: ${src}', and 'alt:' with what can be seen.`,
}

function group(
  field: string | number | undefined,
  found: string | number | undefined,
): string | undefined {
  return /^[^[{]/.test(String(found ?? '')) ? groups[String(field)]?.(String(found)) : undefined
}

const kinds: Record<string, string> = {
  text: 'text',
  number: 'a number',
  flag: "'true' or 'false'",
  list: 'a list',
  map: 'a group of details, indented on lines of their own',
  date: 'a date',
  moment: 'a date with a time',
  time: 'a time',
  colour: 'a colour',
  days: 'a number of whole days',
  rate: 'a number above nought',
  connections: 'a whole number from 1 to 50',
  address: 'an e-mail address',
  url: 'a web address',
  zone: 'a time zone',
  name: 'a name of small letters, digits and hyphens',
  'dns-name': 'a name of letters, digits, hyphens and dots',
  code: 'a message that can be right with a reason',
  'month-day': 'a day of the month',
  interval: 'a number of weeks or days',
  'one-of': 'one of these words',
  reason: 'a reason of at least two words',
}
const examples: Record<string, string> = {
  number: 'An example: 12.',
  list: 'An example: [var, riec].',
  date: `An example: ${shown.date}.`,
  moment: `An example: ${shown.moment}.`,
  time: 'An example: 09:30.',
  colour: "An example: '#1d4f91'.",
  address: `An example: ${shown.address}.`,
  url: `An example: ${shown.url}.`,
  zone: 'An example: Europe/Amsterdam.',
  name: 'An example: var-executives.',
  'dns-name': 'An example: veiligheidsalliantie.nl.',
  'month-day': 'An example: tweede dinsdag.',
  interval: 'An example: 6 weken.',
}
