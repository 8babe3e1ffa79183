import { describe, expect, test } from 'bun:test'
import { createSigningKey } from '../../src/issuer'
import { browsing, skipped } from './browsing'

const it = browsing()
const main = { name: 'blue', level: 1 } as const

describe.skipIf(skipped)('a cluster', () => {
  test('is told whole: state, issuer, keys, what its connector told, agents by node; tabs have addresses', async () => {
    const { page, open } = await it.signedIn()
    await open('/clusters/blue')
    await page.getByRole('heading', main).waitFor()
    await page.getByText('https://kubernetes.default.svc.cluster.local').first().waitFor()
    await page.getByText('podid-connector-6d9f7-x2x7k').waitFor()
    const agent = page.getByRole('row').filter({ hasText: 'node-3' })
    await agent.getByText('Does not answer').waitFor()
    await agent.getByText('ImagePullBackOff').waitFor()
    await page.getByRole('table', { name: 'Token keys' }).getByText('In use').waitFor()
    await page.getByRole('table', { name: 'Token keys' }).getByText('its connector').waitFor()
    await page.getByRole('tab', { name: 'Add-ons' }).click()
    await page.getByText('v1.3.10-eksbuild.1').first().waitFor()
    await page.getByRole('tab', { name: 'Access' }).click()
    await page.getByRole('link', { name: 'orders-api' }).first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/console/clusters/blue/access')
    await page.reload()
    await page.getByRole('link', { name: 'orders-api' }).first().waitFor()
    await page.goBack()
    await page.getByRole('tab', { name: 'Add-ons', selected: true }).waitFor()
    await page.goBack()
    await page.getByText('podid-connector-6d9f7-x2x7k').waitFor()
  })

  test('has its tags changed: what differs, and nothing else', async () => {
    const { page, open } = await it.signedIn()
    const { cluster } = await it.world.any.call('eks', 'DescribeCluster', { name: 'blue' })
    const resourceArn = new Map(Object.entries(cluster ?? {})).get('arn')
    await it.world.any.call('eks', 'TagResource', { resourceArn, tags: { team: 'shop', old: 'x' } })
    await open('/clusters/blue')
    await page.getByRole('button', { name: 'Manage tags' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Remove the tag old' }).click()
    await dialog.getByRole('button', { name: 'Add a tag' }).click()
    await dialog.getByLabel('Key of tag 2').fill('aws:x')
    await dialog.getByText('aws: prefixed tag key names are not allowed for external use.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Key of tag 2').fill('tier')
    await dialog.getByLabel('Value of tag 2').fill('one')
    // Another, in the meantime:
    await it.world.any.call('eks', 'TagResource', { resourceArn, tags: { theirs: 'stays' } })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The tags are changed.').waitFor()
    const { tags } = await it.world.any.call('eks', 'ListTagsForResource', { resourceArn })
    expect(tags).toEqual({ team: 'shop', tier: 'one', theirs: 'stays' })
    await page.getByRole('table', { name: 'Tags' }).getByText('theirs').waitFor()
  })

  test('with pinned keys shows those that wait, and approves what was chosen by its thumbprint', async () => {
    const { any } = it.world
    const { cluster } = await any.call('eks', 'DescribeCluster', { name: 'blue' })
    await any.call('eks', 'TagResource', {
      resourceArn: new Map(Object.entries(cluster ?? {})).get('arn'),
      tags: { 'podid:pin-keys': 'true' },
    })
    const row = await it.world.server.house.store.clusters.get('blue')
    const present = (row?.keys ?? []).map(({ jwk }) => ({ jwk: JSON.stringify(jwk) }))
    const [one, other] = await Promise.all([createSigningKey(), createSigningKey()])
    await any.call('podid', 'PutClusterKeys', {
      clusterName: 'blue',
      issuer: row?.issuer,
      keys: [...present, ...[one, other].map(({ publicJwk }) => ({ jwk: JSON.stringify(publicJwk) }))],
    })
    const { page, open } = await it.signedIn()
    await open('/clusters/blue')
    const waiting = page.getByRole('table', { name: 'Keys waiting for approval' })
    await waiting.waitFor()
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true)
    await waiting.getByRole('checkbox', { name: `Choose the key ${one.kid}` }).check()
    await page.getByText('podid cluster approve-keys blue').waitFor()
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('The key counts now.').waitFor()
    await page.getByRole('table', { name: 'Token keys' }).getByText(one.kid).waitFor()
    const after = await it.world.server.house.store.clusters.get('blue')
    const kids = (keys: readonly { readonly jwk: Readonly<Record<string, unknown>> }[]) =>
      keys.map(({ jwk }) => jwk.kid)
    expect(kids(after?.waiting?.keys ?? [])).toEqual([other.kid])
    expect(kids(after?.keys ?? [])).toContain(one.kid)
  })

  test('of this server signs with another key when told so; the former counts for a day', async () => {
    const { page, open } = await it.signedIn()
    await open('/clusters/local')
    await page.getByRole('button', { name: 'Rotate' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click()
    await page.getByText('New tokens are signed with another key.').waitFor()
    await page
      .getByRole('table', { name: 'Token keys' })
      .getByText(/Retired .*counts until/)
      .waitFor()
  })

  test('goes when its name is typed, with all that is said', async () => {
    const { any } = it.world
    await any.call('eks', 'RegisterCluster', {
      name: 'gone',
      connectorConfig: { roleArn: 'arn:aws:iam::000000000000:role/any', provider: 'OTHER' },
    })
    await any.call('eks', 'CreatePodIdentityAssociation', {
      ...{ clusterName: 'gone', namespace: 'a', serviceAccount: 'b' },
      roleArn: `arn:aws:iam::${it.world.server.account}:role/ledger`,
    })
    const { page, open } = await it.signedIn()
    await open('/clusters/gone')
    await page.getByText('It has not connected yet').waitFor()
    await page.getByRole('button', { name: 'Deregister' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('These go with it: 1 association, no add-ons').waitFor()
    await dialog.getByText('podid cluster leave gone').waitFor()
    await dialog.getByRole('textbox').fill('gon')
    expect(await dialog.getByRole('button', { name: 'Deregister' }).isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('gone')
    await dialog.getByRole('textbox').press('Enter')
    await page.getByText('The cluster gone is deregistered.').waitFor()
    await page.getByRole('heading', { name: 'Clusters', level: 1 }).waitFor()
    expect(await it.world.server.house.store.clusters.get('gone')).toBeUndefined()
    await open('/clusters/gone')
    await page.getByText('No cluster found for name: gone.').waitFor()
  })

  test('who may not see it is told why; one who may see it and nothing else sees it', async () => {
    const { page, open } = await it.visit({ as: it.world.nobody })
    await open('/clusters/blue')
    await page.getByText('You may not see this cluster').waitFor()
    await it.world.any.call('iam', 'PutUserPolicy', {
      UserName: 'nobody',
      PolicyName: 'looks',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'eks:DescribeCluster', Resource: '*' }],
      }),
    })
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', main).waitFor()
    await page.getByText('You may not see its keys').waitFor()
    await page.getByText('You may not see what its connector told').waitFor()
    await it.world.any.call('iam', 'DeleteUserPolicy', { UserName: 'nobody', PolicyName: 'looks' })
  })
})
