import { readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a running `podid up` leaves in its data folder for other commands to find it by. */
export interface Running {
  readonly url: string
  readonly pid: number
  readonly account: string
  readonly region: string
  /** `embedded` or `sts`: whether pods' credentials are for this server. */
  readonly authority: string
}

/** The agent of a cluster on this machine. */
export interface LocalAgent {
  readonly url: string
  readonly port: number
  readonly pid?: number
}

export interface Administrator {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export const defaultData = '.podid'

const runningFile = (data: string): string => join(data, 'running.json')
const agentFile = (data: string, cluster: string): string => join(data, 'agents', `${cluster}.json`)
const clusterFolder = (data: string, cluster: string): string => join(data, 'clusters', cluster)
const adminFile = (data: string): string => join(data, 'admin.json')

export const writeRunning = (data: string, running: Running): Promise<void> => write(runningFile(data), running)
export const forgetRunning = (data: string): Promise<void> => rm(runningFile(data), { force: true })
export const writeAgent = (data: string, cluster: string, agent: LocalAgent): Promise<void> =>
  write(agentFile(data, cluster), agent)

/** Names of the clusters that have, or had, an agent on this machine. */
export async function agentsOf(data: string): Promise<readonly string[]> {
  const files = await readdir(join(data, 'agents')).catch(() => [])
  return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length))
}

/** The folder of a cluster's tokens and messages on this machine, made when it is not there. */
export async function folderOf(data: string, cluster: string): Promise<string> {
  const folder = clusterFolder(data, cluster)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Takes away what a cluster that is gone has left on this machine. */
export async function forgetCluster(data: string, cluster: string): Promise<void> {
  await rm(agentFile(data, cluster), { force: true })
  await rm(clusterFolder(data, cluster), { recursive: true, force: true })
}

/** Undefined when nothing runs there: the file is missing, or its process is gone. */
export async function readRunning(data: string): Promise<Running | undefined> {
  const it = await read(runningFile(data))
  if (it === undefined || typeof it.url !== 'string' || typeof it.pid !== 'number' || !alive(it.pid)) return undefined
  return {
    url: it.url,
    pid: it.pid,
    account: String(it.account),
    region: String(it.region),
    authority: String(it.authority),
  }
}

export async function readAgent(data: string, cluster: string): Promise<LocalAgent | undefined> {
  const it = await read(agentFile(data, cluster))
  return it !== undefined && typeof it.url === 'string' && typeof it.port === 'number'
    ? { url: it.url, port: it.port }
    : undefined
}

export async function readAdministrator(data: string): Promise<Administrator | undefined> {
  const it = await read(adminFile(data))
  if (it === undefined || typeof it.accessKeyId !== 'string' || typeof it.secretAccessKey !== 'string') return undefined
  return { accessKeyId: it.accessKeyId, secretAccessKey: it.secretAccessKey }
}

/** Written beside and renamed, readable by its owner only. */
export async function writePrivate(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.new`
  await writeFile(beside, text, { mode: 0o600 })
  await rename(beside, file)
}

async function write(file: string, value: unknown): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  await writePrivate(file, `${JSON.stringify(value)}\n`)
}

async function read(file: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'))
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined
  } catch {
    return undefined
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (why) {
    return why instanceof Error && 'code' in why && why.code === 'EPERM'
  }
}

/** Dead, and not yet waited for by its parent: in a container whose first process waits for nobody, for ever. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ''))
  } catch {
    return false
  }
}
