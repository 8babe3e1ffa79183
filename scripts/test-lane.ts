import { join } from 'node:path'
import { add, type Failure, fileOf, isPass, isSum, nothing, type Report, readReport, type Sum } from './bun-report'

const root = join(import.meta.dir, '..')

/** Bun tells less, or in other words, to those who set these; its lines are read here. */
const plain = {
  AGENT: undefined,
  CLAUDECODE: undefined,
  REPL_ID: undefined,
  GITHUB_ACTIONS: undefined,
  FORCE_COLOR: undefined,
}

export interface Ran extends Report {
  readonly paths: readonly string[]
  readonly sum: Sum
  /** It ended before its sum: what came after was never begun. */
  readonly broke: boolean
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** A teller that keeps what a file says until the next begins: runs side by side do not talk across each other, and what passed is a line a file. */
function byFile(tell: (line: string) => void): { line(line: string): void; end(): void } {
  let held: string[] = []
  const end = () => {
    const passes = held.filter(isPass).length
    const others = held.filter((line, at) => !isPass(line) && (at > 0 || fileOf(line) === undefined) && line !== '')
    const file = fileOf(held[0] ?? '')
    if (file !== undefined) tell(`${file}: ${passes} passed`)
    for (const line of others) tell(line)
    held = []
  }
  return {
    line(line) {
      if (fileOf(line) !== undefined) end()
      held.push(line)
    },
    end,
  }
}

/** One `bun test` over some files. What it tells goes on as it comes (`whole`) or a file at a time; its sum is kept, since others may be added to it. */
export async function runLane(paths: readonly string[], timeout: string, whole: boolean): Promise<Ran> {
  const write = (line: string): void => {
    if (!isSum(line)) process.stdout.write(`${line}\n`)
  }
  const teller = whole ? { line: write, end: () => undefined } : byFile(write)
  const child = Bun.spawn([process.execPath, 'test', ...paths, '--timeout', timeout], {
    cwd: root,
    env: { ...process.env, ...plain },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const said: string[] = []
  const listen = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    for await (const raw of linesOf(stream)) {
      const line = Bun.stripANSI(raw)
      said.push(line)
      teller.line(line)
    }
  }
  await Promise.all([listen(child.stdout), listen(child.stderr)])
  const code = await child.exited
  teller.end()
  const { sum, files, failures } = readReport(said)
  if (sum !== undefined && (code === 0 || failures.length > 0)) return { paths, files, failures, sum, broke: false }
  const how = `bun test ended with ${child.signalCode ?? `exit code ${code}`} before its sum`
  const end: Failure = { file: [...files.keys()].at(-1) ?? paths.join(' '), test: how, error: said.slice(-40) }
  const counted = [...files.values()].reduce((all, one) => add(all, one), { ...nothing, failed: 1 })
  return { paths, files, failures: [...failures, end], sum: counted, broke: true }
}
