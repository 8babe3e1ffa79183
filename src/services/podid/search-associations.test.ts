import { describe, expect, test } from 'bun:test'
import { podsTrust } from '../../../tests/world'
import { roleNameOf } from '../../domain'
import { createPodIdentityAssociation } from '../eks/create-pod-identity-association'
import { activated, blue, only } from '../eks/eks.test-support'
import type { Said } from '../operation'
import { searchAssociations } from './search-associations'

const orders = ['CLUSTER', 'NAMESPACE', 'SERVICE_ACCOUNT', 'ROLE'] as const
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
        await world.call(createPodIdentityAssociation, { clusterName, namespace, serviceAccount, roleArn })
        all.push({ clusterName, namespace, serviceAccount, roleArn })
      }
  const search = (said: Said = {}) => world.call(searchAssociations, said)
  return { world, all, search }
}

const found = (answer: Said) =>
  (answer.associations as Record<string, string>[]).map((it) =>
    Object.fromEntries(filters.map((name) => [name, it[name]])),
  )

const member = {
  CLUSTER: 'clusterName',
  NAMESPACE: 'namespace',
  SERVICE_ACCOUNT: 'serviceAccount',
  ROLE: 'roleArn',
} as const

describe('SearchAssociations', () => {
  test('finds by every set of filters what a look at all of them finds, in the order asked for, in both directions and in pages', async () => {
    const { world, all, search } = await scene()
    let answered = 0
    for (let set = 0; set < 16; set += 1)
      for (const sortBy of orders)
        for (const sortDirection of ['ASCENDING', 'DESCENDING']) {
          const chosen = filters.filter((_, bit) => set & (1 << bit))
          const wanted = { clusterName: 'green', namespace: 'a', serviceAccount: 'x', roleArn: all[9]?.roleArn }
          const said = { ...Object.fromEntries(chosen.map((it) => [it, wanted[it]])), sortBy, sortDirection }
          const refused = await world.refusal(searchAssociations, said).catch(() => undefined)
          if (refused !== undefined) {
            expect(refused).toMatch(
              /^InvalidParameterException: (What is found by .* can be sorted by|Associations cannot be searched)/,
            )
            continue
          }
          answered += 1
          const expected = all.filter((it) => chosen.every((name) => it[name] === wanted[name]))
          const rows: Record<string, string | undefined>[] = []
          let nextToken: unknown
          let count: unknown
          do {
            const page = await search({ ...said, maxResults: 2, ...(nextToken === undefined ? {} : { nextToken }) })
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
    // Every sort of everything and of one cluster, and most of the rest.
    expect(answered).toBeGreaterThanOrEqual(80)
  }, 300_000)

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
