import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { type Client, ClientFault, client } from '../client'
import { cliConfig } from './config'
import { exit, Failure } from './failure'
import { type Administrator, defaultData, readAdministrator, readRunning } from './running'

/** A server to talk to, and the credentials to do it with. */
export interface Connection {
  readonly url: string
  readonly region: string
  readonly account: string | undefined
  readonly credentials: Administrator & { readonly sessionToken?: string }
  readonly client: Client
  /** Trusts what the client trusts. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** The authority of its own that the server's certificate is of, as far as it is known here: a PEM file. */
  readonly caFile: string | undefined
  /** The data folder of a `podid up` on this machine; undefined for a server elsewhere. */
  readonly data: string | undefined
  readonly authority: string
}

/** Finds the server: `--data`, else AWS_ENDPOINT_URL with the usual AWS variables, else the `podid up` of this folder. Throws Failure. */
export async function connection(options: { readonly data?: string }): Promise<Connection> {
  const config = cliConfig()
  if (options.data === undefined && config.endpoint !== undefined)
    return named(config.endpoint, config.data ?? defaultData)
  return here(options.data ?? config.data ?? defaultData)
}

async function here(data: string): Promise<Connection> {
  const running = await readRunning(data)
  if (running === undefined) {
    throw new Failure(
      `Nothing runs on the data folder ${data}: start it with 'podid up', name another folder with --data, or set AWS_ENDPOINT_URL for a server elsewhere.`,
      exit.noServer,
    )
  }
  const credentials = await readAdministrator(data)
  if (credentials === undefined) {
    throw new Failure(
      `The data folder ${data} has no readable admin.json: run this as the user who ran 'podid up'.`,
      exit.noPermission,
    )
  }
  const { url, region, account, authority } = running
  return {
    url,
    region,
    account,
    authority,
    credentials,
    data,
    ...trusting(data, url, region, credentials),
  }
}

/** The server at this address; when it is the one of the data folder, as after `eval "$(podid env)"`, its agents are here too. */
async function named(url: string, folder: string): Promise<Connection> {
  const there = elsewhere(url)
  const running = await readRunning(folder)
  if (running === undefined || running.url !== url.replace(/\/$/, '')) return there
  const { account, authority } = running
  return { ...there, account, authority, data: folder }
}

function elsewhere(url: string): Connection {
  const { accessKeyId, secretAccessKey, sessionToken, region = 'us-east-1' } = cliConfig()
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new Failure(
      'AWS_ENDPOINT_URL is set, but AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not: set them, or unset AWS_ENDPOINT_URL to use the podid of this folder.',
      exit.usage,
    )
  }
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
  return {
    url,
    region,
    account: undefined,
    authority: 'embedded',
    credentials,
    data: undefined,
    ...trusting(undefined, url, region, credentials),
  }
}

/** A client that trusts what AWS_CA_BUNDLE names, or the authority of our own that a data folder holds. */
export function trusting(
  data: string | undefined,
  endpoint: string,
  region: string,
  credentials: Connection['credentials'],
): Pick<Connection, 'client' | 'fetch' | 'caFile'> {
  const own = data === undefined ? undefined : join(data, 'tls', 'ca.crt')
  const files = [cliConfig().caBundle, own].filter((file) => file !== undefined && existsSync(file))
  const ca = [...rootCertificates, ...files.map((file) => readFileSync(file ?? '', 'utf8'))]
  const send = (url: string, init: RequestInit): Promise<Response> =>
    fetch(url, files.length === 0 ? init : { ...init, tls: { ca } })
  return {
    client: client({ endpoint, region, credentials, fetch: send }),
    fetch: send,
    caFile: [own, data === undefined ? cliConfig().caBundle : undefined].find(
      (it) => it !== undefined && existsSync(it),
    ),
  }
}

/** What a failed call means to a person. */
export function inWords(why: unknown, url: string): Failure {
  if (why instanceof Failure) return why
  if (why instanceof ClientFault) {
    return new Failure(
      `${why.message} (${why.code})`,
      why.code.startsWith('AccessDenied') ? exit.noPermission : exit.failed,
    )
  }
  const message = why instanceof Error ? why.message : 'unknown failure'
  return new Failure(`The server at ${url} could not be reached (${message}): is it running?`, exit.noServer)
}
