import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Mutation } from './mutation'
import { mutations } from './mutations'

// Takes each security check out in turn, in a copy of the tree, and prints the test that fell. A check whose removal no test notices
// was not tested: it survives, and the run fails. With words: only checks that have one of them. One lane a processor, each with its own copy.

const root = join(import.meta.dir, '..')

function copyOfTheTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'podid-mutate-'))
  for (const name of [
    'src',
    'console',
    'tests',
    'scripts',
    'docs',
    'deploy',
    'package.json',
    'tsconfig.json',
    'bunfig.toml',
  ])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** What is to be told of it; `noticed` when a test fell. */
async function tryOne(copy: string, it: Mutation): Promise<{ readonly noticed: boolean; readonly told: string }> {
  const path = join(copy, it.file)
  const text = readFileSync(path, 'utf8')
  const times = text.split(it.out).length - 1
  if (times !== 1)
    return { noticed: false, told: `the text to take out stands ${times} times in ${it.file}; mend scripts/mutations/` }
  writeFileSync(
    path,
    text.replace(it.out, () => it.instead),
  )
  const child = Bun.spawn(
    [process.execPath, 'test', '--bail', '--timeout', '30000', ...it.tests.map((one) => `./${one}`)],
    { cwd: copy, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
  )
  const said = await Promise.all([child.stdout, child.stderr].map((stream) => new Response(stream).text()))
  const code = await child.exited
  writeFileSync(path, text)
  const plain = Bun.stripANSI(said.join(''))
  const victim = /^\(fail\) (.*?)(?: \[[\d.]+m?s\])?$/m.exec(plain)?.[1]
  if (code !== 0 && victim !== undefined) return { noticed: true, told: `without it falls “${victim}”` }
  return {
    noticed: false,
    told: code === 0 ? 'no test falls without it' : `the tests did not run: ${plain.slice(-300)}`,
  }
}

const words = process.argv.slice(2)
const asked = mutations.filter(({ check }) => words.length === 0 || words.some((word) => check.includes(word)))
const waiting = [...asked]
let fell = 0
let survived = 0

async function lane(): Promise<void> {
  const copy = copyOfTheTree()
  try {
    for (let it = waiting.shift(); it !== undefined; it = waiting.shift()) {
      const { noticed, told } = await tryOne(copy, it)
      if (noticed) fell += 1
      else survived += 1
      process.stdout.write(`${noticed ? '✓' : '✗'} ${it.check}: ${told}\n`)
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, lane))
process.stdout.write(`\n${fell} checks taken out and noticed, ${survived} not.\n ${fell} pass\n ${survived} fail\n`)
process.exitCode = survived === 0 && fell > 0 ? 0 : 1
