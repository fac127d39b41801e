import type { Text } from '../text.ts'

export const commands: Text['commands'] = {
  whatNow: (advice) => `What now: ${advice}`,
  unknownCommand: (typed, suggestion) =>
    suggestion === undefined
      ? `There is no command '${typed}'.`
      : `There is no command '${typed}'. Did you mean '${suggestion}'?`,
  unknownOption: (typed, command) => `The command '${command}' has no option '${typed}'.`,
  missingArgument: (name, command) => `The command '${command}' needs: ${name}.`,
  askHelp: (command) =>
    command === undefined
      ? "see 'rondbrief --help' for the list of commands."
      : `see 'rondbrief ${command} --help'.`,
  unexpected: 'Something went wrong that Rondbrief had not foreseen.',
  unexpectedWhatNow:
    'try again. If it happens again, repeat the command with --debug and send the message to your administrator.',
  severity: { blocks: 'Blocks', warns: 'Warning', tip: 'Tip' },
  accepted: (reason) => `Accepted: ${reason}`,
  usage: 'Usage',
  commandsHeading: 'Commands',
  optionsHeading: 'Options',
  options: {
    json: 'Print the result as JSON.',
    debug: 'With an error, print the technical details as well.',
    help: 'Print this explanation.',
  },
  summary: {
    new: 'Make a new issue.',
    check: 'Check one issue or all of them.',
    build: 'Make the files of an issue: HTML, plain text and web page.',
    start: 'Open Rondbrief on this computer, with preview and schedule.',
    send: 'Send an issue. Without --yes-really it is a rehearsal.',
    status: 'Show how issues and dispatches stand.',
    import: 'Read subscribers from a csv file.',
    doctor: 'Examine whether everything on this computer is in order.',
  },
}
