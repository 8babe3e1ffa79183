import { afterAll, describe, expect, test } from 'bun:test'
import { kinds } from '../kubernetes'
import { associationCopy } from './association-copy'
import { authorityInSecret } from './authority-place'
import { fakeCluster, fakeControlPlane } from './fake-cluster.test-support'
import { readState, stateInConfigMap } from './state'

const { server, api } = await fakeCluster()
afterAll(() => server.stop())
const place = stateInConfigMap(api)
const membership = { clusterName: 'blue', activationId: 'a', connectorRoleArn: 'c', agentRoleArn: 'g' }
const accounts = Array.from({ length: 5_000 }, (_, at) => ({
  namespace: `namespace-${at % 50}`,
  serviceAccount: `account-${at}.x`,
}))
const at = { namespace: 'podid-system', name: 'podid-connector-state' }
const sorted = (all: readonly { readonly namespace: string; readonly serviceAccount: string }[]) =>
  all.map((it) => `${it.namespace}/${it.serviceAccount}`).sort()

describe('what is kept over a restart', () => {
  test('is nothing at first', async () => {
    expect(await place.read()).toEqual({ membership: undefined, associations: undefined })
  })

  test('is who the cluster is, and which service accounts have an association, whole and small', async () => {
    await place.keepMembership(membership)
    await place.keepAssociations('blue', accounts)
    const read = await stateInConfigMap(api).read()
    expect(read.membership).toEqual(membership)
    expect(sorted(read.associations ?? [])).toEqual(sorted(accounts))
    expect(JSON.stringify(await api.get(kinds.configMaps, at)).length).toBeLessThan(100_000)
  })

  test('is written only when it is another', async () => {
    const before = server.asked.length
    await place.keepAssociations('blue', [...accounts].reverse())
    expect(server.asked).toHaveLength(before)
    await place.keepAssociations('blue', accounts.slice(1))
    expect(server.asked.length).toBeGreaterThan(before)
  })

  test('of another cluster, or torn, is not there', async () => {
    await place.keepMembership({ ...membership, clusterName: 'green' })
    expect(await place.read()).toMatchObject({ membership: { clusterName: 'green' }, associations: undefined })
    await api.patch(
      kinds.configMaps,
      at,
      { data: { membership: '{"clusterName":"blue"' }, binaryData: { associations: 'AAAA' } },
      'merge',
    )
    expect(await place.read()).toEqual({ membership: undefined, associations: undefined })
  })

  test('what cannot be read is told; a ConfigMap that is not there is not', async () => {
    const told: unknown[] = []
    server.permit = () => false
    expect(await readState(place, (why) => told.push(why))).toEqual({})
    server.permit = () => true
    expect(told).toHaveLength(1)
    await api.remove(kinds.configMaps, at)
    expect(await readState(place, (why) => told.push(why))).toEqual({ membership: undefined, associations: undefined })
    expect(told).toHaveLength(1)
  })
})

describe('the copy of the associations', () => {
  test('knows what it was given, and says whether it was given anything', () => {
    const copy = associationCopy({ clusterName: 'blue', client: () => undefined })
    expect([copy.isLoaded(), copy.knows('a', 'b')]).toEqual([false, false])
    copy.set([{ namespace: 'a', serviceAccount: 'b' }])
    expect([copy.isLoaded(), copy.knows('a', 'b'), copy.knows('b', 'a')]).toEqual([true, true, false])
    copy.set([])
    expect([copy.isLoaded(), copy.knows('a', 'b')]).toEqual([true, false])
  })

  test('asks the control plane for exactly that service account; before the activation nobody can be asked', async () => {
    const client = fakeControlPlane(({ said }) => ({ associations: said.serviceAccount === 'yes' ? [{}] : [] }))
    const copy = associationCopy({ clusterName: 'blue', client: () => client })
    const signal = new AbortController().signal
    expect([await copy.ask('n', 'yes', signal), await copy.ask('n', 'no', signal)]).toEqual([true, false])
    expect(client.asked[0]).toEqual({
      operation: 'SearchAssociations',
      said: { clusterName: 'blue', namespace: 'n', serviceAccount: 'yes', maxResults: 1 },
    })
    const nobody = associationCopy({ clusterName: 'blue', client: () => undefined })
    expect(nobody.ask('n', 'yes', signal)).rejects.toThrow('not activated yet')
  })
})

describe('the place of the authority', () => {
  test('is empty at first; who writes first has it, and who knew an older one has not', async () => {
    const authority = authorityInSecret(api)
    expect(await authority.read()).toBeUndefined()
    expect(await authority.replace(undefined, { 'ca.crt': 'one' })).toBe(true)
    expect(await authority.replace(undefined, { 'ca.crt': 'two' })).toBe(false)
    const first = await authority.read()
    expect(first?.data).toEqual({ 'ca.crt': 'one' })
    expect(await authority.replace(first, { 'ca.crt': 'three' })).toBe(true)
    expect(await authority.replace(first, { 'ca.crt': 'four' })).toBe(false)
    expect((await authority.read())?.data).toEqual({ 'ca.crt': 'three' })
  })

  test('without the Secret of the join manifest there is none', async () => {
    await api.remove(kinds.secrets, { namespace: 'podid-system', name: 'podid-webhook-authority' })
    expect(authorityInSecret(api).replace(undefined, {})).rejects.toThrow('of the join manifest is not there')
  })
})
