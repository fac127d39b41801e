import type { Text } from '../text.ts'

export const pictures: Text['screens']['pictures'] = {
  heading: (count) => (count === 0 ? 'Add a picture' : `Pictures (${count})`),
  choose: 'Choose a picture, or drag it to the text',
  hint: 'JPEG for a photograph, PNG for a drawing. 1120 pixels wide is right. Where a photograph was taken is not kept.',
  as: 'Which picture is this?',
  missing: (name) => `${name}, which is still missing`,
  another: 'Another picture',
  add: 'Add it',
  fitted: 'The picture was made to fit a mail: at most 1120 pixels wide, as JPEG or PNG.',
  one: 'Add the pictures one by one.',
  pixels: (width, height) => `${width} by ${height} pixels`,
  open: (name: string) => `See ${name} at full size, in a new tab`,
  kilobytes: (count) => `${count} kB`,
  insert: 'Put it in the text',
  inserted: 'The picture is in the text. Now type between the square brackets what it shows.',
  replaced: (name: string) => `The name in the text is now ${name}. Save it still.`,
  instead: (missing: string, name: string) => `Put ${name} in place of ${missing}`,
  otherKind: (missing: string) =>
    `This picture is of another kind than ${missing}. So it gets a name of its own. After adding it there is a button that puts that name in the text.`,
  added: (name) => `${name} is with the issue.`,
  line: 'This is how you put it in the text:',
  filled: (name) => `${name} is not missing any more.`,
  same: (name) => `This picture was there already. It is called ${name}.`,
  renamed: (taken, name) =>
    `There was another picture called ${taken} already. That one has stayed. Yours is called ${name}.`,
  otherName: (wanted, name) =>
    `Your picture is called ${name}, because it is of another kind than ${wanted}. That name still has to be put in the text.`,
  webp: 'It is of the kind WebP. Outlook on Windows does not show those: better save it as JPEG or PNG.',
  refused: {
    none: 'Choose a picture first. Nothing was added.',
    type: 'This file is no JPEG, PNG, GIF or WebP. Nothing was added.',
    heic: 'This is a photo of an iPhone (HEIC). Mail programs do not show it. Open the photo, save it as JPEG and add that.',
    damaged:
      'This picture is damaged or did not arrive whole. Open it in a drawing program, save it again and add that.',
    large: 'This picture is larger than 25 MB. Make it smaller, for example 1120 pixels wide.',
    pixels: 'This picture has too many pixels. Make it smaller, for example 1120 pixels wide.',
    disk: 'The folder with pictures cannot be written to. Ask your administrator. Nothing was added.',
    full: 'The disk is full. Make room and add the picture again.',
  },
}
