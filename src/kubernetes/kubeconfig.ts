import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { parse } from 'yaml'
import { type ClusterAccess, NoAccess } from './access'
import { execAuthorization } from './exec-credential'
import { listAt, textAt, valueAt } from './fields'

/** An entry of `clusters`, `users` or `contexts`, with the folder that its relative paths start from. */
interface Entry {
  readonly value: unknown
  readonly folder: string
}

/**
 * Reads a kubeconfig: several files are merged as kubectl does, the first that names a thing has it. `context`: another than the current
 * one. Throws NoAccess. https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function kubeconfigAccess(
  files: readonly string[],
  context: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): ClusterAccess {
  const documents = files.flatMap((file) => readable(file, files.length > 1))
  if (documents.length === 0)
    throw new NoAccess(`There is no kubeconfig at ${files.join(', ')}: name one with --kubeconfig or KUBECONFIG.`)
  const chosen = context ?? documents.map(({ value }) => textAt(value, 'current-context')).find((it) => !!it)
  if (chosen === undefined) throw new NoAccess('The kubeconfig has no current-context: name one with --context.')
  const found = entry(documents, 'contexts', chosen)
  if (found === undefined)
    throw new NoAccess(`The kubeconfig has no context "${chosen}". It has: ${names(documents, 'contexts')}.`)
  const clusterName = textAt(found.value, 'context', 'cluster') ?? ''
  const cluster = entry(documents, 'clusters', clusterName)
  const server = textAt(cluster?.value, 'cluster', 'server')
  if (cluster === undefined || server === undefined)
    throw new NoAccess(`The context "${chosen}" names the cluster "${clusterName}", which the kubeconfig lacks.`)
  const userName = textAt(found.value, 'context', 'user') ?? ''
  const user = entry(documents, 'users', userName)
  if (user === undefined && userName !== '')
    throw new NoAccess(`The context "${chosen}" names the user "${userName}", which the kubeconfig lacks.`)
  const at = { value: valueAt(cluster.value, 'cluster'), folder: cluster.folder }
  const who = { value: valueAt(user?.value, 'user'), folder: user?.folder ?? '.' }
  const [cert, key] = [material(who, 'client-certificate'), material(who, 'client-key')]
  return {
    server: server.replace(/\/+$/, ''),
    ca: material(at, 'certificate-authority'),
    serverName: textAt(at.value, 'tls-server-name'),
    insecure: valueAt(at.value, 'insecure-skip-tls-verify') === true,
    proxy: textAt(at.value, 'proxy-url'),
    ...(cert === undefined || key === undefined ? {} : { clientCertificate: { cert, key } }),
    authorization: authorizationOf(who, userName, environment),
    headers: impersonation(who.value),
    namespace: textAt(found.value, 'context', 'namespace') ?? 'default',
    name: chosen,
  }
}

/** A missing file among several is passed over, as kubectl does. */
function readable(file: string, several: boolean): Entry[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    if (several) return []
    throw new NoAccess(`The kubeconfig ${file} cannot be read: check that it is there and readable.`)
  }
  try {
    return [{ value: parse(text), folder: dirname(file) }]
  } catch (why) {
    throw new NoAccess(`The kubeconfig ${file} is not YAML: ${why instanceof Error ? why.message : 'unknown failure'}`)
  }
}

function entry(documents: readonly Entry[], list: string, name: string): Entry | undefined {
  for (const { value, folder } of documents) {
    const found = listAt(value, list).find((it) => textAt(it, 'name') === name)
    if (found !== undefined) return { value: found, folder }
  }
  return undefined
}

function names(documents: readonly Entry[], list: string): string {
  const all = documents.flatMap(({ value }) => listAt(value, list).map((it) => textAt(it, 'name') ?? ''))
  return all.length === 0 ? 'none' : all.join(', ')
}

/** PEM text from `<name>-data` (base64) or the file that `<name>` names. */
function material({ value, folder }: Entry, name: string): string | undefined {
  const data = textAt(value, `${name}-data`)
  if (data !== undefined && data !== '') return Buffer.from(data, 'base64').toString('utf8')
  const file = textAt(value, name)
  return file === undefined || file === '' ? undefined : contents(file, folder, name)
}

function contents(file: string, folder: string, what: string): string {
  const path = isAbsolute(file) ? file : join(folder, file)
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new NoAccess(`The kubeconfig names ${path} as ${what}, which cannot be read.`)
  }
}

function authorizationOf(
  who: Entry,
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): ClusterAccess['authorization'] {
  const { value, folder } = who
  const tokenFile = textAt(value, 'tokenFile')
  if (tokenFile !== undefined) return async () => `Bearer ${contents(tokenFile, folder, 'tokenFile').trim()}`
  const token = textAt(value, 'token')
  if (token !== undefined) return async () => `Bearer ${token}`
  const [username, password] = [textAt(value, 'username'), textAt(value, 'password')]
  if (username !== undefined)
    return async () => `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`
  const exec = valueAt(value, 'exec')
  if (exec !== undefined) return execAuthorization(exec, { folder, environment })
  if (valueAt(value, 'auth-provider') !== undefined)
    throw new NoAccess(`The user "${name}" signs in by auth-provider, which Kubernetes took out in 1.26: use exec.`)
  return async () => undefined
}

function impersonation(user: unknown): Readonly<Record<string, string>> {
  const as = textAt(user, 'as')
  return as === undefined ? {} : { 'impersonate-user': as }
}
