import { describe, expect, test } from 'bun:test'
import { document, podsTrust, serviceWorld, trusting } from '../../../tests/world'
import { createPodIdentityAssociation } from '../eks/create-pod-identity-association'
import { activated } from '../eks/eks.test-support'
import type { Said } from '../operation'
import { searchRoles } from './search-roles'

const pods = 'pods.eks.amazonaws.com'
const both = ['sts:AssumeRole', 'sts:TagSession']
const named = (answer: Said) => (answer.roles as { roleName: string }[]).map((it) => it.roleName)
const trustOf = (answer: Said) =>
  Object.fromEntries(
    (answer.roles as { roleName: string; trustsPodIdentity: unknown }[]).map((it) => [
      it.roleName,
      it.trustsPodIdentity,
    ]),
  )

async function scene() {
  const world = serviceWorld()
  for (const name of ['App-b', 'app-A', 'other', 'app', 'my-app']) {
    await world.role(name, podsTrust, { createdAt: world.clock.now })
    world.clock.now += 1_000
  }
  return { world, search: (said: Said = {}) => world.call(searchRoles, said) }
}

describe('what SearchRoles finds', () => {
  test('by a beginning or a piece of the name, whatever its case, by name or age, both ways, in pages', async () => {
    const { world, search } = await scene()
    const cases: readonly (readonly [Said, readonly string[]])[] = [
      [{}, ['app', 'app-A', 'App-b', 'my-app', 'other']],
      [{ namePrefix: 'APP-' }, ['app-A', 'App-b']],
      [{ nameContains: 'App' }, ['app', 'app-A', 'App-b', 'my-app']],
      [{ namePrefix: 'app', nameContains: '-b' }, ['App-b']],
      [{ sortBy: 'CREATED' }, ['App-b', 'app-A', 'other', 'app', 'my-app']],
      [{ sortBy: 'CREATED', namePrefix: 'app' }, ['App-b', 'app-A', 'app']],
      [{ nameContains: 'none' }, []],
    ]
    for (const [said, expected] of cases)
      for (const sortDirection of ['ASCENDING', 'DESCENDING'])
        for (const maxResults of [1, 2, 100]) {
          const names: string[] = []
          let answer = await search({ ...said, sortDirection, maxResults })
          expect(answer.count).toBe(expected.length)
          names.push(...named(answer))
          for (; answer.nextToken !== undefined; names.push(...named(answer))) {
            answer = await search({ ...said, sortDirection, maxResults, nextToken: answer.nextToken })
            expect(answer.count).toBeUndefined()
          }
          expect(names).toEqual(sortDirection === 'ASCENDING' ? [...expected] : [...expected].reverse())
        }
    expect(await world.refusal(searchRoles, { nextToken: 'x' })).toStartWith('InvalidParameterException')
  })

  test('each with what the console shows of it: its associations in all clusters, its trust policy with names', async () => {
    const { world, search } = await scene()
    const friend = await world.role('friend', podsTrust, { id: 'AROAAAAAAAAAAAAAAAAAA' })
    const roleArn = `arn:aws:iam::${world.account}:role/app`
    await world.role('app', document(JSON.parse(podsTrust).Statement[0], aws(friend.id)), {
      description: 'For the shop',
    })
    for (const cluster of ['blue', 'green']) await activated(world, cluster, cluster)
    const associate = (clusterName: string, serviceAccount: string) =>
      world.call(createPodIdentityAssociation, { clusterName, namespace: 'ns', serviceAccount, roleArn })
    for (const it of ['a', 'b']) await associate('blue', it)
    await associate('green', 'a')
    const { roles } = await search({ namePrefix: 'app', maxResults: 1 })
    expect(roles).toEqual([
      {
        ...{ roleName: 'app', arn: roleArn, roleId: expect.stringMatching(/^AROA/), path: '/' },
        ...{ createDate: expect.any(Date), description: 'For the shop', ofCluster: undefined, associationCount: 3 },
        assumeRolePolicyDocument: document(JSON.parse(podsTrust).Statement[0], aws(friend.arn)),
        trustsPodIdentity: { state: 'TRUSTED', reason: expect.any(String) },
      },
    ])
  })

  test('needs podid:SearchRoles', async () => {
    const { world } = await scene()
    const eve = await world.user('eve', {
      Effect: 'Allow',
      Action: ['iam:*', 'podid:SearchAssociations'],
      Resource: '*',
    })
    expect(await world.refusal(searchRoles, {}, eve)).toContain('is not authorized to perform: podid:SearchRoles')
  })
})

function aws(principal: string) {
  return { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }
}

describe('whether a role trusts pods', () => {
  const tag = (name: string, value: string) => ({ StringEquals: { [`aws:RequestTag/kubernetes-${name}`]: value } })
  const trust = (condition?: unknown) => trusting({ Service: pods }, both, condition)
  const roles = {
    all: trust(),
    'only-assume': trusting({ Service: pods }, 'sts:AssumeRole'),
    ec2: trusting({ Service: 'ec2.amazonaws.com' }, both),
    shop: trust(tag('namespace', 'shop')),
    source: trust({ ArnEquals: { 'aws:SourceArn': 'arn:aws:eks:eu-central-1:111122223333:cluster/blue' } }),
    account: trust({ StringEquals: { 'aws:SourceAccount': '111122223333' } }),
    'one-pod': trust(tag('pod-name', 'app-1')),
    denied: document(JSON.parse(trust()).Statement[0], {
      ...{ Sid: 'NotTheShop', Effect: 'Deny', Principal: { Service: pods }, Action: 'sts:TagSession' },
      Condition: tag('namespace', 'shop'),
    }),
    unreadable: document({ Effect: 'Maybe' }),
  }
  const scene = async (said: Said = {}) => {
    const world = serviceWorld()
    for (const [name, document] of Object.entries(roles)) await world.role(name, document)
    return trustOf(await world.call(searchRoles, said))
  }
  const states = (found: Awaited<ReturnType<typeof scene>>) =>
    Object.fromEntries(Object.entries(found).map(([name, it]) => [name, Object(it).state]))

  test('to any pod, as far as it can be said', async () => {
    const found = await scene()
    expect(states(found)).toEqual({
      ...{ all: 'TRUSTED', 'only-assume': 'NOT_TRUSTED', ec2: 'NOT_TRUSTED', unreadable: 'NOT_TRUSTED' },
      ...{ shop: 'CONDITIONAL', source: 'CONDITIONAL', account: 'CONDITIONAL', 'one-pod': 'CONDITIONAL' },
      denied: 'CONDITIONAL',
    })
    expect(Object(found['only-assume']).reason).toBe(`Its trust policy does not allow sts:TagSession to ${pods}.`)
  })

  test('to those of one service account: the decision of their exchange', async () => {
    const subject = { clusterName: 'blue', namespace: 'shop', serviceAccount: 'app' }
    const shop = await scene(subject)
    expect(states(shop)).toEqual({
      ...{ all: 'TRUSTED', 'only-assume': 'NOT_TRUSTED', ec2: 'NOT_TRUSTED', unreadable: 'NOT_TRUSTED' },
      ...{ shop: 'TRUSTED', source: 'TRUSTED', account: 'TRUSTED', 'one-pod': 'CONDITIONAL', denied: 'NOT_TRUSTED' },
    })
    const why = 'Its trust policy does not let EKS give it to pods of'
    expect(Object(shop.denied).reason).toBe(`${why} shop/app in the cluster blue: NotTheShop denies sts:TagSession.`)
    const bank = await scene({ ...subject, namespace: 'bank', clusterName: 'green' })
    expect(states(bank)).toMatchObject({
      shop: 'NOT_TRUSTED',
      source: 'NOT_TRUSTED',
      account: 'TRUSTED',
      denied: 'TRUSTED',
    })
    expect(Object(bank.shop).reason).toBe(
      `${why} bank/app in the cluster green: for sts:AssumeRole, Statement 1: Condition StringEquals of aws:RequestTag/kubernetes-namespace does not hold.`,
    )
    const untagged = await scene({ ...subject, disableSessionTags: true })
    expect(states(untagged)).toMatchObject({ shop: 'NOT_TRUSTED', source: 'TRUSTED', denied: 'TRUSTED' })
  })

  test('all three names are said, or none', async () => {
    const world = serviceWorld()
    expect(await world.refusal(searchRoles, { clusterName: 'blue', namespace: 'a' })).toBe(
      'InvalidParameterException: Give clusterName, namespace and serviceAccount together, or none of them.',
    )
  })
})
