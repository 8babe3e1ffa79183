import { describe, expect, test } from 'bun:test'
import { podsTrust } from '../../../tests/world'
import { roleNameOf } from '../../domain'
import { createPodIdentityAssociation } from '../eks/create-pod-identity-association'
import { activated, blue, only } from '../eks/eks.test-support'
import type { Said } from '../operation'
import { searchAssociations } from './search-associations'

const orders = ['CLUSTER', 'NAMESPACE', 'SERVICE_ACCOUNT', 'ROLE', 'CREATED'] as const
const filters = ['clusterName', 'namespace', 'serviceAccount', 'roleArn'] as const

async function scene() {
  const { world } = await blue()
  await activated(world, 'green', 'green')
  const roles = [await world.role('one', podsTrust), await world.role('two', podsTrust)]
  const all: Record<string, string>[] = []
  let at = 0
  for (const clusterName of ['blue', 'green'])
    for (const namespace of ['a', 'a-b', 'b'])
      for (const serviceAccount of ['x', 'x.y', 'z']) {
        const roleArn = roles[at++ % 2]?.arn ?? ''
        // Not in the order of any of the names.
        world.clock.now += at % 3 === 0 ? 5_000 : -1_000
        await world.call(createPodIdentityAssociation, { clusterName, namespace, serviceAccount, roleArn })
        all.push({
          clusterName,
          namespace,
          serviceAccount,
          roleArn,
          createdAt: new Date(world.clock.now).toISOString(),
        })
      }
  const search = (said: Said = {}) => world.call(searchAssociations, said)
  return { world, all, search }
}

const found = (answer: Said) =>
  (answer.associations as Record<string, string>[]).map((it) => ({
    ...Object.fromEntries(filters.map((name) => [name, it[name]])),
    createdAt: new Date(it.createdAt ?? 0).toISOString(),
  }))

const member = {
  CLUSTER: 'clusterName',
  NAMESPACE: 'namespace',
  SERVICE_ACCOUNT: 'serviceAccount',
  ROLE: 'roleArn',
  CREATED: 'createdAt',
} as const

describe('SearchAssociations', () => {
  test('finds by every set of filters what a look at all of them finds, in the order asked for, in both directions and in pages', async () => {
    const { all, search } = await scene()
    const wanted = { clusterName: 'green', namespace: 'a', serviceAccount: 'x', roleArn: all[9]?.roleArn ?? '' }
    const begins = { namespacePrefix: 'a', serviceAccountPrefix: 'x' }
    const whole = { namespacePrefix: 'namespace', serviceAccountPrefix: 'serviceAccount' } as const
    const sets = [
      {},
      ...(['namespacePrefix', 'serviceAccountPrefix'] as const).map((it) => ({ [it]: begins[it] })),
      begins,
    ]
    for (let set = 0; set < 16; set += 1)
      for (const beginning of sets)
        for (const sortBy of orders)
          for (const sortDirection of ['ASCENDING', 'DESCENDING']) {
            const chosen = filters.filter((_, bit) => set & (1 << bit))
            const asked = Object.keys(beginning) as (keyof typeof whole)[]
            if (asked.some((it) => chosen.includes(whole[it]))) continue
            const said = { ...Object.fromEntries(chosen.map((it) => [it, wanted[it]])), ...beginning }
            const expected = all.filter(
              (it) =>
                chosen.every((name) => it[name] === wanted[name]) &&
                asked.every((name) => it[whole[name]]?.startsWith(begins[name])),
            )
            const rows: Record<string, string | undefined>[] = []
            let nextToken: unknown
            let count: unknown
            do {
              const more = nextToken === undefined ? {} : { nextToken }
              const page = await search({ ...said, sortBy, sortDirection, maxResults: 2, ...more })
              rows.push(...found(page))
              count ??= page.count
              nextToken = page.nextToken
            } while (nextToken !== undefined)
            expect(count).toBe(expected.length)
            expect(rows.map((it) => JSON.stringify(it)).sort()).toEqual(expected.map((it) => JSON.stringify(it)).sort())
            const values = rows.map((it) => it[member[sortBy]] ?? '')
            const sorted = [...values].sort()
            expect(values).toEqual(sortDirection === 'ASCENDING' ? sorted : sorted.reverse())
          }
  }, 300_000)

  test('looks through no more than is good for the others, and says what to do then', async () => {
    const { world, search } = await scene()
    const [row] = await world.store.associations.list()
    if (row === undefined) throw new Error('There are associations.')
    await world.store.change(async ({ associations }) => {
      for (let n = 0; n < 10_000; n += 1)
        await associations.insert(`many/ns/app-${n}`, {
          ...row,
          id: `a-${n}`,
          cluster: 'many',
          serviceAccount: `app-${n}`,
        })
    })
    expect(await world.refusal(searchAssociations, { namespacePrefix: 'a', sortBy: 'ROLE' })).toBe(
      'InvalidParameterException: More than 10,000 associations would have to be looked through for that: name the cluster, or choose another order.',
    )
    expect(await search({ clusterName: 'many', namespacePrefix: 'a', sortBy: 'ROLE' })).toMatchObject({ count: 10_000 })
    expect(await search({ namespacePrefix: 'a', sortBy: 'NAMESPACE' })).toMatchObject({ count: 10_012 })
    expect(await search({ namespacePrefix: 'a' })).toMatchObject({ count: 10_012 })
  }, 300_000)

  test('a name and its beginning are not asked for together', async () => {
    const { world } = await scene()
    expect(await world.refusal(searchAssociations, { namespace: 'a', namespacePrefix: 'a' })).toBe(
      'InvalidParameterException: Give namespace or namespacePrefix, not both.',
    )
    expect(await world.refusal(searchAssociations, { serviceAccountPrefix: 'a/b' })).toBe(
      'InvalidParameterException: The parameter serviceAccountPrefix holds a character that no such name has.',
    )
  })

  test('any order does where none is asked for; what no name can hold finds nothing and is said to be wrong', async () => {
    const { world, search } = await scene()
    expect(await search()).toMatchObject({ count: 18 })
    expect(await search({ namespace: 'a', serviceAccount: 'x' })).toMatchObject({ count: 2 })
    for (const namespace of ['a/x', 'a\u001fx'])
      expect(await world.refusal(searchAssociations, { namespace })).toStartWith(
        'InvalidParameterException: The parameter namespace holds',
      )
  })

  test('whoever may search one cluster must name it; a connector may search its own', async () => {
    const { world } = await scene()
    const row = await world.store.clusters.get('blue')
    const role = await world.store.roles.get(roleNameOf(row?.connectorRoleArn ?? '') ?? '')
    if (role === undefined) throw new Error('No such role.')
    const connector = world.session(role)
    expect(await world.call(searchAssociations, { clusterName: 'blue' }, connector)).toMatchObject({ count: 9 })
    const denied = 'AccessDeniedException'
    expect(await world.refusal(searchAssociations, { clusterName: 'green' }, connector)).toStartWith(denied)
    expect(await world.refusal(searchAssociations, {}, connector)).toStartWith(denied)
    const all = await only(world, { Effect: 'Allow', Action: 'podid:SearchAssociations', Resource: '*' })
    expect(await world.call(searchAssociations, {}, all)).toMatchObject({ count: 18 })
  })
})
