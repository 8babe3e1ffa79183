import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import fc from '../../tests/random'
import { have } from '../../tests/up'
import { encodedQuery, proves, type Random, random } from './random-requests.test-support'
import { accessKeyId, now, refusal, type Sent, secretAccessKey, signed } from './sigv4.test-support'

// Random requests, signed by three signers that are not ours, must be proved, and each alteration of them refused.

const host = '127.0.0.1:4080'
const runs = { numRuns: 120 }
/** Milliseconds; each request is altered in two hundred ways. */
const patience = 60_000

test(
  '@smithy/signature-v4',
  async () => {
    await fc.assert(
      fc.asyncProperty(random, async (it) => proves(await signed(it), it)),
      runs,
    )
  },
  patience,
)

async function byAws4fetch(it: Random): Promise<Sent> {
  const presigned = it.presignFor !== undefined
  const query = encodedQuery(
    it.presignFor === undefined ? it.query : { ...it.query, 'X-Amz-Expires': String(it.presignFor) },
  )
  const digest = new Bun.CryptoHasher('sha256').update(it.body).digest('hex')
  const done = await new AwsV4Signer({
    url: `http://${host}${it.path}?${query}`,
    method: it.method,
    ...{ accessKeyId, secretAccessKey, sessionToken: it.sessionToken, service: it.service, region: 'eu-west-1' },
    body: presigned ? undefined : it.body,
    datetime: new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    headers: { ...it.headers, ...(presigned ? {} : { 'x-amz-content-sha256': digest }) },
    signQuery: presigned,
    allHeaders: true,
  }).sign()
  return {
    method: done.method,
    path: done.url.pathname,
    query: done.url.search.slice(1),
    headers: { ...Object.fromEntries(done.headers.entries()), host: done.url.host },
    body: presigned ? '' : it.body,
  }
}

test(
  'aws4fetch',
  async () => {
    // It decodes the path as a form does, so that a plus sign means a blank to it alone; for S3 it signs only the first of repeated parameters.
    const repeats = (values: Readonly<Record<string, unknown>>) => Object.values(values).some(Array.isArray)
    const its = random.filter((it) => !/%2B|%25/.test(it.path) && !(it.service === 's3' && repeats(it.query)))
    await fc.assert(
      fc.asyncProperty(its, async (it) => proves(await byAws4fetch(it), it)),
      runs,
    )
  },
  patience,
)

describe.skipIf(!have(['python3', '-c', 'import botocore'], 'botocore as a signer'))('botocore', () => {
  let sign: (ask: object) => Promise<{ readonly url: string; readonly headers: readonly (readonly [string, string])[] }>
  let stop: () => void
  beforeAll(() => {
    const python = Bun.spawn(['python3', join(import.meta.dir, 'botocore-signs.py')], { stdin: 'pipe', stdout: 'pipe' })
    const lines = python.stdout.pipeThrough(new TextDecoderStream()).getReader()
    stop = () => python.kill()
    let rest = ''
    sign = async (ask) => {
      python.stdin.write(`${JSON.stringify(ask)}\n`)
      await python.stdin.flush()
      while (!rest.includes('\n')) {
        const { value } = await lines.read()
        if (value === undefined) throw new Error('botocore signs no more.')
        rest += value
      }
      const end = rest.indexOf('\n')
      const line = rest.slice(0, end)
      rest = rest.slice(end + 1)
      return JSON.parse(line)
    }
  })
  afterAll(() => stop())

  async function byBotocore(it: Random, more: readonly (readonly [string, string])[] = []): Promise<Sent> {
    const { presignFor, sessionToken, service, method } = it
    const body = presignFor === undefined ? it.body : ''
    const query = encodedQuery(it.query)
    const url = `http://${host}${it.path}${query === '' ? '' : `?${query}`}`
    const headers = [...Object.entries(it.headers), ...more]
    const ask = { service, method, url, headers, body, at: now, region: 'eu-west-1', accessKeyId, secretAccessKey }
    const done = await sign({ ...ask, ...(presignFor && { presignFor }), ...(sessionToken && { sessionToken }) })
    const [path = '', search = ''] = done.url.slice(`http://${host}`.length).split('?')
    const joined = new Headers({ host })
    for (const [name, value] of done.headers) joined.append(name, value)
    return { method, path, query: search, headers: Object.fromEntries(joined), body }
  }

  test(
    'signs and presigns',
    async () => {
      await fc.assert(
        fc.asyncProperty(random, async (it) => proves(await byBotocore(it), it)),
        runs,
      )
    },
    patience,
  )

  test('signs headers that are sent twice, which a server sees as one', async () => {
    const [it] = fc.sample(random, 1)
    if (it === undefined) throw new Error('There is no request.')
    const twice = [
      ['x-twice', 'one'],
      ['x-twice', 'two,  three'],
      ['x-twice', 'four'],
    ] as const
    for (const service of ['eks', 's3']) {
      const sent = await byBotocore({ ...it, service, presignFor: undefined }, twice)
      expect(sent.headers['x-twice']).toBe('one, two,  three, four')
      expect(await refusal(sent)).toBe('proved')
      const { 'x-twice': _, ...rest } = sent.headers
      expect(await refusal({ ...sent, headers: { ...rest, 'x-twice': 'one, four, two, three' } })).toBe('mismatch')
    }
  })
})
