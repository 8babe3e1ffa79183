import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'podid-test-runner-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0

/** A file of tests; `seen` says whether it ran before. */
function file(body: string): string {
  files += 1
  const path = join(folder, `${files}.test.ts`)
  const mark = JSON.stringify(`${path}.mark`)
  const head = `import { expect, test } from 'bun:test'
import { existsSync, writeFileSync } from 'node:fs'
const seen = existsSync(${mark})
writeFileSync(${mark}, '')
test('always', () => {})
test.skip('never', () => {})
`
  writeFileSync(path, head + body)
  return path
}

const steady = () => file("test('and this', () => {})")
const flaky = () => file("test('the second time', () => expect(seen).toBe(true))")
const broken = () => file("test('at no time', () => { throw new Error('the cause') })")
const unloadable = () => file("throw new Error('at load')")
const dying = (when = 'true') => file(`test('dies', () => { if (${when}) process.kill(process.pid, 'SIGKILL') })`)

async function run(...args: string[]) {
  const tell = join(folder, `told-${files}`)
  writeFileSync(tell, '')
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'test.ts'), '--tell', tell, ...args], {
    // What makes bun tell less changes nothing.
    env: { ...process.env, AGENT: '1', CLAUDECODE: '1', GITHUB_ACTIONS: 'true', FORCE_COLOR: '1' },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [said] = await Promise.all([child.stdout, child.stderr].map((stream) => new Response(stream).text()))
  const code = await child.exited
  const sums = [...(said ?? '').matchAll(/^ *(\d+) (pass|fail|skip)$/gm)].map(([, count, of]) => `${count} ${of}`)
  return { code, sums, told: readFileSync(tell, 'utf8'), said: said ?? '' }
}

describe('the run of tests', () => {
  test('passes when all pass, and tells nothing at its end', async () => {
    const { code, sums, told } = await run('--again', steady(), steady())
    expect({ code, sums, told }).toEqual({ code: 0, sums: ['4 pass', '0 fail', '2 skip'], told: '' })
  })

  test('names what fell, with its error', async () => {
    const { code, sums, told } = await run(steady(), broken())
    expect({ code, sums }).toEqual({ code: 1, sums: ['3 pass', '1 fail', '2 skip'] })
    expect(told).toMatch(/^✗ failed: \S+\.test\.ts: at no time\n(?: {4}.*\n)* {4}error: the cause\n/)
    expect(told).not.toContain('FLAKY')
  })

  test('does not run a test again unless told to', async () => {
    const { code, sums, said } = await run(flaky())
    expect({ code, sums }).toEqual({ code: 1, sums: ['1 pass', '1 fail', '1 skip'] })
    expect(said).not.toContain('once more')
  })

  test('tells a test that passes the second time as flaky, with its first error, and counts it once', async () => {
    const { code, sums, told } = await run('--again', steady(), flaky())
    expect({ code, sums }).toEqual({ code: 0, sums: ['4 pass', '0 fail', '2 skip'] })
    expect(told).toMatch(/^~ FLAKY, .*\.test\.ts: the second time\n/)
    expect(told).toContain('expect(received).toBe(expected)')
    expect(told).not.toContain('✗')
  })

  test('counts a failure once, though bun names it twice after many tests', async () => {
    const many = file('for (let n = 0; n < 100; n += 1) test(`one of many ${n}`, () => {})')
    const { code, sums, told, said } = await run(broken(), many)
    expect(said).toContain('1 tests failed:')
    expect({ code, sums }).toEqual({ code: 1, sums: ['102 pass', '1 fail', '2 skip'] })
    expect(told.match(/^✗/gm)).toHaveLength(1)
    const again = await run('--again', flaky(), many)
    expect(again).toMatchObject({ code: 0, sums: ['103 pass', '0 fail', '2 skip'] })
    expect(again.said.match(/once more/g)).toHaveLength(1)
  })

  test('fails when a test fails twice, though another was only flaky', async () => {
    const { code, sums, told } = await run('--again', flaky(), broken(), unloadable())
    expect({ code, sums }).toEqual({ code: 1, sums: ['3 pass', '2 fail', '2 skip'] })
    expect(told).toContain(': at no time\n')
    expect(told).toMatch(/: an error outside of its tests\n(?: {4}.*\n)* {4}error: at load\n/)
    expect(told).toMatch(/^~ FLAKY, .*: the second time$/m)
  })

  test('a run that breaks off fails, and is run again whole', async () => {
    const twice = await run('--again', steady(), dying(), steady())
    expect(twice).toMatchObject({ code: 1, sums: ['3 pass', '1 fail', '2 skip'] })
    expect(twice.told).toContain('bun test ended with SIGKILL before its sum')
    const once = await run('--again', steady(), dying('!seen'), steady())
    expect(once).toMatchObject({ code: 0, sums: ['6 pass', '0 fail', '3 skip'] })
    expect(once.told).toMatch(/^~ FLAKY, .*: bun test ended with SIGKILL before its sum\n/)
  })

  test('no tests at all is a failure', async () => {
    expect(await run('--again', join(folder, 'none.test.ts'))).toMatchObject({
      code: 1,
      sums: ['0 pass', '1 fail', '0 skip'],
    })
  })
})
