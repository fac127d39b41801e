import type { importWords as dutch } from '../nl/import.ts'

export const importWords: typeof dutch = {
  options: {
    basis: 'Why you may mail these people: consent or public-task.',
    source: 'Where the list comes from, such as "sign-up sheet Leerhuis April 2023".',
    evidence: 'For consent: what proves it, such as "forms, binder 12".',
    purpose: 'What they get: newsletter, invitations, press or consultation. Default: newsletter.',
    sheet: 'For an Excel file: the sheet. Default: the first.',
    faults: 'Save the rows with faults in this file, with a column for the fault.',
    yesReally: 'Really import. Without this option nothing changes.',
  },
  unreadable: (file) => `The file ${file} is not there, or cannot be opened.`,
  unreadableWhatNow: 'check the name of the file, and whether it is still open in Excel.',
  unknownChoice: (option, typed, suggestion) =>
    `--${option} says '${typed}'. Rondbrief does not know it.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
  faultsExists: (file) => `There already is a file ${file}. Rondbrief does not write over it.`,
  faultsExistsWhatNow: 'choose another name, or remove the file first.',
  secretLost: 'The list of subscribers was made with another secret than the one that is here now.',
  secretLostWhatNow:
    'put back the old file data/secret. Otherwise Rondbrief does not recognise who unsubscribed.',
  listChanged: 'The list of subscribers has changed in the meantime. Nothing was imported.',
  listChangedWhatNow: 'repeat the command and check the numbers again.',

  refused: {
    empty: () => 'The file is empty.',
    'too-large': () => 'The file is too large. Up to 64 MB can be read at once.',
    'not-text': () => 'This is neither an Excel file nor a csv file.',
    'no-sheets': () => 'A csv file has no sheets.',
    'not-xlsx': () => 'This is neither an Excel file nor a csv file.',
    'xls-old': () => 'This file was saved in the old form of Excel (xls).',
    'xlsx-encrypted': () => 'This Excel file is protected with a password.',
    'xlsx-macros': () => 'This Excel file holds macros. Rondbrief does not read such a file.',
    'xlsx-damaged': () => 'This Excel file is damaged or incomplete.',
    'xlsx-too-large': () => 'The Excel file is too large. Up to 16 MB can be read at once.',
    'xlsx-expands': () => 'This Excel file holds far more than a list of people does.',
    'sheet-unknown': ({ columns = [] }) =>
      columns.length === 0
        ? 'This Excel file has no sheet with cells.'
        : `There is no such sheet. There are: ${columns.join(', ')}.`,
    'too-many-rows': () => 'This sheet has more than 50,000 rows.',
    'too-many-columns': () => 'This sheet has something beyond column 200.',
    'quote-open': ({ row }) =>
      `Row ${row ?? '?'} begins a text with a quotation mark that never closes.`,
    'quote-misplaced': ({ row }) => `Row ${row ?? '?'} has a quotation mark where it does not fit.`,
    'no-address-column': ({ columns = [] }) =>
      `The file needs a column 'email'. Now it has: ${columns.join(', ')}.`,
    'column-twice': ({ columns = [] }) =>
      `The columns ${columns.map((column) => `'${column}'`).join(' and ')} mean the same.`,
    'basis-missing': () => 'Nothing says why you may mail these people.',
    'source-missing': () => 'Nothing says where this list comes from.',
    'evidence-missing': () => 'Nothing says what proves the consent.',
    'no-rows': () => 'There is not one row below the column names.',
    'no-usable-rows': () => 'Not one row can be imported.',
  },
  refusedWhatNow: {
    empty: 'choose the file with the list.',
    'too-large': 'divide the list over more files.',
    'not-text': "open the file in Excel and save it as 'CSV UTF-8'.",
    'no-sheets': 'leave out --sheet.',
    'not-xlsx': "open the file in Excel and save it as 'Excel Workbook (xlsx)'.",
    'xls-old': "open the file in Excel and save it as 'Excel Workbook (xlsx)'.",
    'xlsx-encrypted': 'remove the password in Excel and save the file again.',
    'xlsx-macros': "open the file in Excel and save it as 'Excel Workbook (xlsx)'.",
    'xlsx-damaged': 'open the file in Excel and save it again.',
    'xlsx-too-large': "save the list as 'CSV UTF-8', or divide it over more files.",
    'xlsx-expands': "save the sheet with the list as 'CSV UTF-8'.",
    'sheet-unknown': 'give one of these names with --sheet, or leave out --sheet.',
    'too-many-rows': "save the sheet as 'CSV UTF-8', or divide the list.",
    'too-many-columns': 'remove what does not belong to the list.',
    'quote-open': 'remove the quotation mark in that row, or close it at the end of the text.',
    'quote-misplaced': "open the file in Excel and save it as 'CSV UTF-8'.",
    'no-address-column': 'name the column with the addresses: email.',
    'column-twice': 'remove one of the two, or give it another name.',
    'basis-missing': 'give --basis consent or --basis public-task, or add a column basis.',
    'source-missing': 'give --source with the origin, or add a column source.',
    'evidence-missing': 'give --evidence with where it is kept, or add a column evidence.',
    'no-rows': 'choose the file with the list.',
    'no-usable-rows': 'correct the rows above and repeat the command.',
  },

  heading: (file, rows) => `${file}: ${rows === 1 ? '1 row' : `${rows} rows`}`,
  csvFormat: (encoding, delimiter) =>
    `Read as ${encoding.toUpperCase()}, columns separated by ${delimiter === '\t' ? 'a tab' : delimiter}`,
  xlsxFormat: (sheet) => `Read: sheet '${sheet}'`,
  otherSheets: (names) =>
    `Not read: ${names.map((name) => `'${name}'`).join(', ')}. Choose another sheet with --sheet.`,
  sample: (line) => `See whether letters such as é and ë are right: ${line}`,
  counts: {
    added: 'new',
    changed: 'changed',
    unchanged: 'unchanged',
    faulty: 'faulty',
    staysUnsubscribed: 'stays unsubscribed',
  },
  unknownColumn: (column, suggestion) =>
    `The column '${column}' is not used.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,

  toDo: (actions) => `You need to do the following: ${actions.join('; ')}.`,
  actions: {
    fill: (n) => `fill in an email address in ${n === 1 ? '1 row' : `${n} rows`}`,
    address: (n) => `correct ${n === 1 ? '1 email address' : `${n} email addresses`}`,
    duplicate: (n) => `choose which of ${n} duplicate rows stays`,
    word: (n) => `correct ${n === 1 ? '1 word' : `${n} words`} that Rondbrief does not know`,
    other: (n) => `look at ${n === 1 ? '1 cell' : `${n} cells`}`,
  },
  faultLine: (row, message) => `  row ${row}: ${message}`,
  moreFaults: (n) => `  and ${n} more. With --faults faults.csv you save all of them.`,
  faultsSaved: (file) => `The rows with faults are in ${file}.`,
  faultColumn: 'fout',
  fault: {
    'address-empty': () => 'There is no email address.',
    'address-too-long': () => 'This email address is too long. It may have 254 characters.',
    'address-control-character': () =>
      'This email address has a character that you cannot see. Type the address again.',
    'address-several': ({ value }) => `'${value}' is more than one address. Give each its own row.`,
    'address-with-name': ({ value }) =>
      `'${value}' is more than an address. Put the name in the column name.`,
    'address-no-at': ({ value }) =>
      `'${value}' is not a complete email address. An example: info@example.org.`,
    'address-quoted': ({ value }) => `'${value}' has quotation marks. Remove them.`,
    'address-local-part': ({ value }) => `The part before the @ is not right in '${value}'.`,
    'address-domain': ({ value }) =>
      `The part after the @ is not right in '${value}'. An example: info@example.org.`,
    'control-character': ({ column }) =>
      `The column '${column}' has a line break or another character that does not fit.`,
    long: ({ column }) => `The text in the column '${column}' is too long.`,
    formula: ({ column }) => `The column '${column}' has a formula. Put the value itself there.`,
    'unknown-word': ({ column, value, suggestion }) =>
      `The column '${column}' says '${value}'. Rondbrief does not know it.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    duplicate: ({ value, other }) =>
      `'${value}' is also in row ${other}. Choose which of the two stays.`,
    'extra-cells': () =>
      'This row has more cells than there are columns. Put text with a separator between quotation marks.',
    'basis-missing': () => 'It does not say why you may mail this person.',
    'source-missing': () => 'It does not say where this address comes from.',
    'evidence-missing': () =>
      'Consent needs evidence. Fill in the column evidence, or give it for the whole list.',
  },

  notYet: 'Nothing has been imported yet.',
  notYetWhatNow: 'are the numbers right? Then repeat the command with --yes-really.',
  askNow: 'Import now? Type yes and press Enter: ',
  yes: 'yes',
  done: (n) =>
    n === 0
      ? 'The list was up to date. Nothing changed.'
      : n === 1
        ? 'Imported: 1 subscriber is new or changed.'
        : `Imported: ${n} subscribers are new or changed.`,
}
