import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A small program in a language of its own that prints the access key id its SDK's default chain finds. */
export interface Program {
  readonly name: string
  readonly command: readonly string[]
}

/** Builds are kept here between runs. */
const cache = process.env.PODID_MATRIX_CACHE ?? join(tmpdir(), 'podid-sdk-matrix')
const here = import.meta.dir

interface Recipe {
  readonly name: string
  readonly tool: readonly string[]
  readonly build: (out: string) => { readonly cwd: string; readonly command: readonly string[]; readonly env?: object }
  readonly command: (out: string) => Promise<readonly string[]>
}

const recipes: readonly Recipe[] = [
  {
    name: 'Go',
    tool: ['go', 'version'],
    build: (out) => ({ cwd: join(here, 'go'), command: ['go', 'build', '-o', join(out, 'who-am-i'), '.'] }),
    command: async (out) => [join(out, 'who-am-i')],
  },
  {
    name: 'Rust',
    tool: ['cargo', '--version'],
    build: (out) => ({
      cwd: join(here, 'rust'),
      command: ['cargo', 'build', '--locked', '--quiet'],
      env: { CARGO_TARGET_DIR: out },
    }),
    command: async (out) => [join(out, 'debug', 'who-am-i')],
  },
  {
    name: 'Java',
    tool: ['mvn', '--version'],
    build: (out) => ({
      cwd: join(here, 'java'),
      command: [
        ...['mvn', '--quiet', '--batch-mode', `-Dout=${out}`, 'compile'],
        ...['dependency:build-classpath', `-Dmdep.outputFile=${join(out, 'classpath')}`],
      ],
    }),
    command: async (out) => {
      const classpath = (await Bun.file(join(out, 'classpath')).text()).trim()
      return ['java', '-cp', `${join(out, 'classes')}:${classpath}`, 'WhoAmI']
    },
  },
]

/** Those whose toolchain and packages are to be had; what is left out is told loudly. */
export async function programs(): Promise<readonly Program[]> {
  const made: Program[] = []
  for (const { name, tool, build, command } of recipes) {
    const out = join(cache, name.toLowerCase())
    mkdirSync(out, { recursive: true })
    if (ran(tool, here).code !== 0) {
      skipped(name, `\`${tool.join(' ')}\` does not work here`)
      continue
    }
    const recipe = build(out)
    const { code, said } = ran(recipe.command, recipe.cwd, recipe.env)
    if (code === 0) made.push({ name, command: await command(out) })
    // A registry that cannot be reached is no failure of ours; a program that does not compile is.
    else if (/resolve|download|network|connect|lookup|timed? ?out|transfer/i.test(said)) skipped(name, said.slice(-600))
    else throw new Error(`The ${name} program could not be built: ${said.slice(-2_000)}`)
  }
  return made
}

function skipped(name: string, why: string): void {
  process.stderr.write(`\n*** SKIPPED: the AWS SDK for ${name}: ${why}.\n`)
}

function ran(command: readonly string[], cwd: string, more: object = {}): { code: number; said: string } {
  try {
    const env = { ...process.env, ...more }
    const { exitCode, stdout, stderr } = Bun.spawnSync([...command], { cwd, env, stdin: 'ignore' })
    return { code: exitCode, said: `${stdout}${stderr}` }
  } catch (why) {
    return { code: 127, said: String(why) }
  }
}
