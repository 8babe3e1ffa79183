import { describe, expect, test } from 'bun:test'
import { now, type Sent, secretAccessKey, signed, verify } from './sigv4.test-support'

// Of several faults the first is told. Each list mends one fault more than the one before it, in the order in which they are told.

const long = now - 3_600_000
const header = (sent: Sent, pattern: RegExp, instead: string): Sent => {
  const authorization = (sent.headers.authorization ?? '').replace(pattern, instead)
  return { ...sent, headers: { ...sent.headers, authorization } }
}
const unhosted = (sent: Sent): Sent => header(sent, /(?<=[=;])host;?/, '')
const unreadable = (sent: Sent): Sent => header(sent, /\/\d{8}\//, '/')
const elsewhere = (sent: Sent): Sent => header(sent, /aws4_request/, 'aws5_request')
const stranger = (sent: Sent): Sent => header(sent, /AKIA\w+/, 'AKIAAAAAAAAAAAAAAAAA')
const spoiled = (sent: Sent): Sent => header(sent, /Signature=./, 'Signature=0')
const bare = (sent: Sent): Sent => {
  const { authorization: _, ...headers } = sent.headers
  return { ...sent, headers }
}
const rebodied = (sent: Sent): Sent => ({ ...sent, body: 'another' })

async function told(sent: Sent): Promise<string> {
  const answer = await verify(sent)
  return answer.proved ? 'proved' : answer.refusal
}

/** All changes from the one at `from` on, to the request signed at that time. */
async function withFaults(service: string, at: number, changes: readonly ((sent: Sent) => Sent)[]): Promise<string> {
  const sent = await signed({ service, at, ...(service === 's3' ? { method: 'PUT', path: '/b/k' } : {}) })
  return told(changes.reduceRight((it, change) => change(it), sent))
}

describe('of several faults the first is told', () => {
  const faults = [bare, unreadable, unhosted, elsewhere, stranger, spoiled, rebodied]

  test('EKS, STS, IAM: the moment before the scope', async () => {
    for (const service of ['eks', 'sts', 'iam']) {
      const from = (first: number, at = long) => withFaults(service, at, faults.slice(first))
      expect(await from(0)).toBe('missing')
      expect(await from(1)).toBe('malformed')
      expect(await from(2)).toBe('unsigned-headers')
      expect(await from(3)).toBe('expired')
      expect(await from(3, now)).toBe('wrong-scope')
      expect(await from(4, now)).toBe('unknown-key')
      expect(await from(5, now)).toBe('mismatch')
      expect(await from(6, now)).toBe('body-mismatch')
      expect(await from(7, now)).toBe('proved')
    }
  })

  test('S3: the scope before the moment', async () => {
    const from = (first: number, at = long) => withFaults('s3', at, faults.slice(first))
    expect(await from(2)).toBe('wrong-scope')
    expect(await withFaults('s3', long, [unhosted, stranger, spoiled])).toBe('unsigned-headers')
    expect(await from(4)).toBe('expired')
    expect(await from(4, now)).toBe('unknown-key')
    expect(await from(5, now)).toBe('mismatch')
    expect(await from(6, now)).toBe('body-mismatch')
  })

  test('all that is wrong with a scope at once', async () => {
    const sent = header(await signed(), /\/\d{8}\/([\w-]+)\/eks\/aws4_request/, '/20260101/$1/lambda/aws5_request')
    expect(await verify(sent)).toMatchObject({
      refusal: 'wrong-scope',
      message:
        "Credential should be scoped to correct service. Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260101' != '20260102', from '20260102T030405Z'.",
    })
  })

  test('nothing of the secret is in any of them', async () => {
    for (let first = 0; first < faults.length; first += 1) {
      const sent = faults.slice(first).reduceRight((it, change) => change(it), await signed())
      expect(JSON.stringify(await verify(sent))).not.toContain(secretAccessKey)
    }
  })
})
