import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutations } from './mutations'

// Takes each security check out in turn, in a copy of the tree, and prints the test that fell. A check whose removal no test notices
// was not tested: it survives, and the run fails.

const root = join(import.meta.dir, '..')
const copy = mkdtempSync(join(tmpdir(), 'podid-mutate-'))
for (const name of ['src', 'tests', 'package.json', 'tsconfig.json', 'bunfig.toml'])
  cpSync(join(root, name), join(copy, name), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))

const only = process.argv.slice(2)
let fell = 0
let survived = 0
try {
  for (const { check, file, out, instead, tests } of mutations) {
    if (only.length > 0 && !only.some((word) => check.includes(word))) continue
    const path = join(copy, file)
    const text = readFileSync(path, 'utf8')
    if (text.split(out).length !== 2) {
      survived += 1
      process.stdout.write(
        `✗ ${check}: the text to take out stands ${text.split(out).length - 1} times in ${file}; mend scripts/mutations.ts\n`,
      )
      continue
    }
    writeFileSync(
      path,
      text.replace(out, () => instead),
    )
    const { exitCode, stdout, stderr } = Bun.spawnSync(
      [process.execPath, 'test', '--bail', '--timeout', '20000', ...tests.map((it) => `./${it}`)],
      { cwd: copy },
    )
    writeFileSync(path, text)
    const said = Bun.stripANSI(`${stdout}${stderr}`)
    const victim = /^\(fail\) (.*?)(?: \[[\d.]+m?s\])?$/m.exec(said)?.[1]
    if (exitCode !== 0 && victim !== undefined) {
      fell += 1
      process.stdout.write(`✓ ${check}: without it falls “${victim}”\n`)
    } else {
      survived += 1
      process.stdout.write(
        `✗ ${check}: ${exitCode === 0 ? 'no test falls without it' : `the tests did not run: ${said.slice(-300)}`}\n`,
      )
    }
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
process.stdout.write(`\n${fell} checks taken out and noticed, ${survived} not.\n ${fell} pass\n ${survived} fail\n`)
process.exitCode = survived === 0 && fell > 0 ? 0 : 1
