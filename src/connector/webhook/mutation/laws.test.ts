import { describe, expect, test } from 'bun:test'
import fc from '../../../../tests/random'
import { applyPatch } from '../rfc6902.test-support'
import { officialSettings, type WebhookSettings } from '../settings'
import { parseCsv } from './go-values'
import { type Identity, identityOf } from './identity'
import { mutate } from './mutate'
import { isRecord, readPod } from './pod'

// What holds for every pod, whatever else is in it. The rules are said anew here, in their own words.

const ours = {
  env: [
    'AWS_STS_REGIONAL_ENDPOINTS',
    'AWS_DEFAULT_REGION',
    'AWS_REGION',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    'AWS_ROLE_ARN',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_ENDPOINT_URL',
    'AWS_CA_BUNDLE',
    'NODE_EXTRA_CA_CERTS',
  ],
  volumes: ['eks-pod-identity-token', 'aws-iam-token', 'podid-endpoint-ca'],
}

const json = fc.jsonValue({ maxDepth: 2 })
const names = fc.constantFrom('a', 'b', 'sidecar', 'x-y')
const listOf = (name: fc.Arbitrary<string>) =>
  fc.option(fc.array(fc.record({ name, more: json }, { requiredKeys: ['name'] }), { maxLength: 4 }), { nil: null })
const container = fc.record(
  {
    name: names,
    image: json,
    env: listOf(fc.oneof(names, fc.constantFrom(...ours.env))),
    volumeMounts: listOf(fc.oneof(names, fc.constantFrom(...ours.volumes))),
    inventedIn2031: json,
  },
  { requiredKeys: ['name'] },
)
const meaning = fc.constantFrom('eks.amazonaws.com/pod-identity', 'podid.dev/endpoint-ca', 'odd/~0~1', '')
const pods = fc.record(
  {
    metadata: fc.record(
      {
        labels: fc.option(fc.dictionary(meaning, fc.string()), { nil: null }),
        annotations: fc.option(
          fc.record(
            {
              'eks.amazonaws.com/skip-containers': fc.constantFrom('a', 'a,b', '"', 'sidecar'),
              'eks.amazonaws.com/token-expiration': fc.constantFrom('1', '4000', 'x'),
              'podid.dev/endpoint-ca': fc.constantFrom('ca', 'other'),
            },
            { requiredKeys: [] },
          ),
          { nil: null },
        ),
        more: json,
      },
      { requiredKeys: [] },
    ),
    spec: fc.record(
      {
        containers: fc.array(container, { minLength: 1, maxLength: 3 }),
        initContainers: fc.option(fc.array(container, { maxLength: 2 }), { nil: null }),
        volumes: listOf(fc.oneof(names, fc.constantFrom(...ours.volumes))),
        nodeSelector: fc.option(fc.constant({ 'kubernetes.io/os': 'windows' }), { nil: null }),
        unheardOf: json,
      },
      { requiredKeys: ['containers'] },
    ),
    status: json,
  },
  { requiredKeys: ['metadata', 'spec'] },
)
const settings: fc.Arbitrary<WebhookSettings> = fc
  .record({
    region: fc.constantFrom('', 'eu-west-1'),
    regionalSts: fc.boolean(),
    injectEndpoint: fc.constantFrom(
      undefined,
      { url: 'https://x', region: 'r', ca: 'ca' },
      { url: 'https://x', region: '', ca: '' },
    ),
  })
  .map((it) => ({ ...officialSettings, ...it }))
const identities = fc
  .record({ associated: fc.boolean(), settings })
  .map((it): { identity: Identity; settings: WebhookSettings } => {
    const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/app' }
    const identity = identityOf({ associated: it.associated, annotations }, it.settings)
    if (identity === undefined) throw new Error('an annotated service account has an identity')
    return { identity, settings: it.settings }
  })

/** The pod as it comes over the wire, and what becomes of it. */
function patched(pod: unknown, { identity, settings }: { identity: Identity; settings: WebhookSettings }): unknown {
  const raw: unknown = JSON.parse(JSON.stringify(pod))
  return applyPatch(raw, mutate(readPod(raw), identity, settings, Math.random).patches)
}

/** The pod without anything that the rules let the webhook add; lists that are then empty count as absent. */
function without(pod: unknown): unknown {
  const copy = structuredClone(pod)
  if (!isRecord(copy) || !isRecord(copy.metadata) || !isRecord(copy.spec)) throw new Error('no pod')
  for (const [set, name] of [
    [copy.metadata.labels, 'eks.amazonaws.com/pod-identity'],
    [copy.metadata.annotations, 'podid.dev/endpoint-ca'],
  ] as const)
    if (isRecord(set)) Reflect.deleteProperty(set, name)
  bare(copy.metadata, 'labels', 'annotations')
  prune(copy.spec, 'volumes', ours.volumes)
  for (const list of [copy.spec.containers, copy.spec.initContainers])
    for (const it of Array.isArray(list) ? list : []) {
      prune(it, 'env', ours.env)
      prune(it, 'volumeMounts', ours.volumes)
    }
  return copy
}

function prune(of: unknown, member: string, names: readonly string[]): void {
  const list: unknown = Object(of)[member]
  if (Array.isArray(list)) Object(of)[member] = list.filter((it) => !names.includes(it.name))
  bare(of, member)
}

function bare(of: unknown, ...members: readonly string[]): void {
  for (const member of members) {
    const value: unknown = Object(of)[member]
    if (value === null || (typeof value === 'object' && value !== undefined && Object.keys(value).length === 0))
      Reflect.deleteProperty(Object(of), member)
  }
}

function items(of: unknown, member: string): readonly { readonly name: string }[] {
  const list: unknown = Object(of)[member]
  return Array.isArray(list) ? list : []
}

describe('for every pod', () => {
  test('it differs only where the rules say', () => {
    fc.assert(
      fc.property(pods, identities, (pod, given) => {
        expect(without(patched(pod, given))).toStrictEqual(without(JSON.parse(JSON.stringify(pod))))
      }),
      { numRuns: 400 },
    )
  })

  test('what it had stands as it was, in its order', () => {
    fc.assert(
      fc.property(pods, identities, (pod, given) => {
        const raw = JSON.parse(JSON.stringify(pod))
        const after = Object(patched(pod, given))
        const had = items(raw.spec, 'volumes')
        const volumes = items(after.spec, 'volumes')
        const from = volumes.length > 0 && volumes[0]?.name !== had[0]?.name ? 1 : 0
        expect([...volumes.slice(from, from + had.length)]).toStrictEqual([...had])
        for (const list of ['containers', 'initContainers'])
          items(raw.spec, list).forEach((it, at) => {
            for (const member of ['env', 'volumeMounts']) {
              const before = items(it, member)
              expect([...items(items(after.spec, list)[at], member).slice(0, before.length)]).toStrictEqual([...before])
            }
          })
      }),
      { numRuns: 400 },
    )
  })

  test('mutating twice changes nothing', () => {
    fc.assert(
      fc.property(pods, identities, (pod, given) => {
        const once = patched(pod, given)
        expect(mutate(readPod(once), given.identity, given.settings, Math.random).patches).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('every container that is not skipped can find its token, unless it says otherwise itself', () => {
    fc.assert(
      fc.property(pods, identities, (pod, given) => {
        const after = Object(patched(pod, given))
        const irsa = given.identity.method === 'irsa'
        const volume = irsa ? 'aws-iam-token' : 'eks-pod-identity-token'
        const variable = irsa ? 'AWS_WEB_IDENTITY_TOKEN_FILE' : 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'
        const other = irsa ? 'AWS_ROLE_ARN' : 'AWS_CONTAINER_CREDENTIALS_FULL_URI'
        const skips =
          parseCsv(Object(Object(pod.metadata).annotations)['eks.amazonaws.com/skip-containers'] ?? '') ?? []
        expect(items(after.spec, 'volumes').map(({ name }) => name)).toContain(volume)
        for (const list of ['containers', 'initContainers'])
          items(after.spec, list).forEach((it, at) => {
            if (skips.includes(it.name)) {
              expect(it).toStrictEqual(JSON.parse(JSON.stringify(items(pod.spec, list)[at])))
              return
            }
            const sets = (...names: readonly string[]) => items(it, 'env').some(({ name }) => names.includes(name))
            expect(sets(variable, other)).toBe(true)
            const leftAlone = sets('AWS_STS_REGIONAL_ENDPOINTS') && sets('AWS_REGION', 'AWS_DEFAULT_REGION')
            if (!leftAlone) expect(items(it, 'volumeMounts').map(({ name }) => name)).toContain(volume)
          })
      }),
      { numRuns: 400 },
    )
  })
})

test('a Windows pod’s paths are Windows paths, its mounts are not', () => {
  const pod = { metadata: {}, spec: { containers: [{ name: 'a' }], nodeSelector: { 'kubernetes.io/os': 'windows' } } }
  const identity = identityOf({ associated: true, annotations: undefined }, officialSettings)
  if (identity === undefined) throw new Error('no identity')
  const text = JSON.stringify(patched(pod, { identity, settings: officialSettings }))
  expect(text).toContain('C:\\\\var\\\\run\\\\secrets\\\\pods.eks.amazonaws.com')
  expect(text).toContain('"mountPath":"/var/run/secrets/pods.eks.amazonaws.com/serviceaccount"')
})
