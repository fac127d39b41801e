import { readConfig, type Config } from '../config.ts'
import { byImportance, type Problem } from '../problem.ts'
import { readSegments } from '../subscribers/segments.ts'
import { readThemes } from '../subscribers/themes.ts'
import { exit, type ExitCode, type Invocation } from './command.ts'
import { problemJson, problemList } from './print-problem.ts'

/** What every command about issues needs: settings, segments, and what is wrong with either. */
export type Project = {
  config: Config
  knownSegments: string[]
  knownThemes: string[]
  problems: Problem[]
}

/** The project folder, or the exit code after telling why it cannot be opened. */
export async function openProject(
  invocation: Invocation,
): Promise<{ kind: 'ok'; project: Project } | { kind: 'closed'; code: ExitCode }> {
  const { root, env, text, json } = invocation
  const read = readConfig(root, env)
  if (read.kind === 'invalid') {
    const problems = read.problems.toSorted(byImportance)
    if (json) {
      const shown = problems.map((found) => problemJson(found, text))
      invocation.print(JSON.stringify({ schema: 1, ok: false, problems: shown }))
    }
    for (const line of problemList(problems, text)) invocation.tell(line)
    return { kind: 'closed', code: exit.environment }
  }
  // What is wrong with the themes is among the problems of the segments.
  const [{ segments, problems }, { themes }] = await Promise.all([
    readSegments(root),
    readThemes(root),
  ])
  return {
    kind: 'ok',
    project: {
      config: read.config,
      knownSegments: segments.map(({ id }) => id),
      knownThemes: themes.map(({ id }) => id),
      problems: [...read.problems, ...problems].sort(byImportance),
    },
  }
}
