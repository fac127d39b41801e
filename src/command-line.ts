/**
 * A command as it is to be typed. Rondbrief is installed in the project, not on the computer: only
 * `npx` finds it there.
 */
export function commandLine(...words: string[]): string {
  return ['npx', 'rondbrief', ...words].join(' ')
}
