// Reads what `bun test` tells: which file it is in, what passed, what fell and with which error, and its sum at the end.

export interface Sum {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export interface Failure {
  readonly file: string
  readonly test: string
  /** The last lines before bun named the test; what a test itself wrote is among them. */
  readonly error: readonly string[]
}

export interface Report {
  /** What was counted in each file, by its path as bun names it, in their order. */
  readonly files: ReadonlyMap<string, Sum>
  readonly failures: readonly Failure[]
  /** Bun's own; undefined when the run ended before it. */
  readonly sum: Sum | undefined
}

export const nothing: Sum = { passed: 0, failed: 0, skipped: 0 }

export const add = (one: Sum, other: Sum, times = 1): Sum => ({
  passed: one.passed + times * other.passed,
  failed: one.failed + times * other.failed,
  skipped: one.skipped + times * other.skipped,
})

const errorLines = 40
const outcomes: Readonly<Record<string, Partial<Sum>>> = {
  pass: { passed: 1 },
  fail: { failed: 1 },
  skip: { skipped: 1 },
  todo: {},
}

/** The file that a line opens. */
export const fileOf = (line: string): string | undefined => /^(\S.*\.test\.tsx?):$/.exec(line)?.[1]

export const isPass = (line: string): boolean => line.startsWith('(pass) ')

/** A line of bun's sum, which a reader of several runs must not count twice. */
export const isSum = (line: string): boolean => /^ *\d+ (pass|fail|skip|todo|errors?|expect\(\) calls)$/.test(line)

export function readReport(lines: readonly string[]): Report {
  const files = new Map<string, Sum>()
  const failures: Failure[] = []
  let sum = nothing
  let file = ''
  let since: string[] = []
  let ended = false
  // After many tests bun names those that failed once more.
  let over = false

  const count = (outcome: Partial<Sum>) => files.set(file, add(files.get(file) ?? nothing, { ...nothing, ...outcome }))
  const fell = (test: string) => {
    failures.push({ file, test, error: since.slice(-errorLines) })
    since = []
  }

  for (const [at, line] of lines.entries()) {
    const opened = fileOf(line)
    const outcome = /^\((pass|fail|skip|todo)\) (.*?)(?: \[[\d.]+m?s\])?$/.exec(line)
    const summed = /^ *(\d+) (pass|fail|skip)$/.exec(line)
    over ||= /^\d+ tests? failed:$/.test(line)
    if (over && outcome !== null) continue
    if (opened !== undefined) {
      file = opened
      count({})
      since = []
    } else if (outcome !== null) {
      const [, how = '', test = ''] = outcome
      count(outcomes[how] ?? {})
      const note = lines[at + 1] ?? ''
      if (note.startsWith('  ^ ')) since.push(note)
      if (how === 'fail') fell(test)
      since = []
    } else if (line === '# Unhandled error between tests') {
      count({ failed: 1 })
      const rest = lines.slice(at + 2)
      since = rest.slice(0, rest.findIndex((it) => /^-{10,}$/.test(it)) >>> 0)
      fell('an error outside of its tests')
    } else if (summed !== null) {
      sum = add(sum, { ...nothing, ...outcomes[summed[2] ?? ''] }, Number(summed[1]))
    } else {
      ended ||= /^Ran \d+ tests? across \d+ files?\./.test(line)
      since.push(line)
    }
  }
  return { files, failures, sum: ended ? sum : undefined }
}
