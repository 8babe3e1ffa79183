import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { document, type ServiceWorld, serviceWorld } from '../../../tests/world'
import { checksum } from '../../signatures'
import { type Blobs, fileBlobs } from '../../store'
import type { KnownCaller } from '../access'
import type { Answer, Parts, Said } from '../operation'
import { s3Operations } from './index'

export const bucket = 'photos'
export { document }

/** S3 over a store in memory and blobs in a folder of its own. */
export interface S3World {
  readonly world: ServiceWorld
  readonly blobs: Blobs
  /** How many blobs there are. */
  kept(): number
  call(name: string, said?: Said, caller?: KnownCaller, more?: Partial<Parts>): Promise<Answer>
  refusal(name: string, said?: Said, caller?: KnownCaller, more?: Partial<Parts>): Promise<string>
  put(key: string, bytes?: string | Uint8Array, more?: Said, caller?: KnownCaller): Promise<Answer>
  /** The bytes of an object, as text. */
  text(key: string, more?: Said, caller?: KnownCaller): Promise<string>
  policy(...statements: readonly unknown[]): Promise<void>
  end(): void
}

export const anonymous: KnownCaller = { principal: { kind: 'anonymous', arn: '', account: '', ids: [] }, userId: '' }

export async function s3World(region = 'us-east-1'): Promise<S3World> {
  const folder = mkdtempSync(join(tmpdir(), 'podid-s3-'))
  const world = serviceWorld()
  const blobs = fileBlobs(folder)
  const named = (name: string) => {
    const it = s3Operations.find((operation) => operation.name === name)
    if (it === undefined) throw new Error(`There is no operation ${name}.`)
    return it
  }
  const s3: S3World = {
    world,
    blobs,
    kept: () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile()).length,
    call: (name, said = {}, caller = world.root, more = {}) =>
      world.call(named(name), inBucket(name, said), caller, { blobs, region, ...more }),
    refusal: (name, said = {}, caller = world.root, more = {}) =>
      world.refusal(named(name), inBucket(name, said), caller, { blobs, region, ...more }),
    put: (Key, bytes = Key, more = {}, caller) => s3.call('PutObject', { Key, Body: stream(bytes), ...more }, caller),
    async text(Key, more = {}, caller) {
      const { Body } = await s3.call('GetObject', { Key, ...more }, caller)
      if (!(Body instanceof ReadableStream)) throw new Error('GetObject gave no stream.')
      return new Response(Body).text()
    },
    async policy(...statements) {
      await s3.call('PutBucketPolicy', { Policy: document(...statements) })
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
  await s3.call('CreateBucket')
  return s3
}

function inBucket(name: string, said: Said): Said {
  return name === 'ListBuckets' ? said : { Bucket: bucket, ...said }
}

/** In chunks of at most 64 KiB. */
export function stream(bytes: string | Uint8Array): ReadableStream<Uint8Array> {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at < all.length) controller.enqueue(all.slice(at, at + 65_536))
      at += 65_536
      if (at >= all.length) controller.close()
    },
  })
}

export function md5(bytes: string | Uint8Array): string {
  return new Bun.CryptoHasher('md5').update(bytes).digest('hex')
}

/** The checksum of a text, as a header or a member says it. */
export function crc(algorithm: 'CRC32' | 'SHA256' | 'CRC64NVME', bytes: string): string {
  const running = checksum(algorithm)
  running.update(new TextEncoder().encode(bytes))
  return running.digest()
}
