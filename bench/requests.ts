import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { type Client, client } from '../src/client'
import type { Server } from './machine'

export const region = 'us-east-1'

/** The keys a request is signed with. */
export interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export function administratorKeys({ data }: Pick<Server, 'data'>): Keys {
  const { accessKeyId, secretAccessKey } = JSON.parse(readFileSync(join(data, 'admin.json'), 'utf8'))
  return { accessKeyId, secretAccessKey }
}

export function administrator(server: Pick<Server, 'data' | 'url'>): Client {
  return client({ endpoint: server.url, region, credentials: administratorKeys(server) })
}

/** A request as it goes over the wire, for the load generator: signed, whole. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

export type Signing = (asked: Asked) => Promise<string>

export function signing({ url }: Pick<Server, 'url'>, service: string, keys: Keys): Signing {
  const signer = new AwsClient({ ...keys, region, service })
  const { host } = new URL(url)
  return async ({ method, path, body }) => {
    const text = body === undefined ? '' : JSON.stringify(body)
    const request = await signer.sign(url + path, {
      method,
      ...(body === undefined ? {} : { body: text, headers: { 'content-type': 'application/json' } }),
    })
    const headers = [...request.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')
    return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  }
}

export async function inGroups<Result>(
  count: number,
  group: number,
  work: (n: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < count; from += group) {
    const size = Math.min(group, count - from)
    results.push(...(await Promise.all(Array.from({ length: size }, (_, at) => work(from + at)))))
  }
  return results
}
