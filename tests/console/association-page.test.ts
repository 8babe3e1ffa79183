import { describe, expect, test } from 'bun:test'
import { everything, idOf, keyOf } from './associations-world'
import { browsing, skipped } from './browsing'
import { type Seeded, seeded } from './seeded'

const describeOne = async ({ any }: Seeded, clusterName: string, associationId: string) =>
  (await any.call('eks', 'DescribePodIdentityAssociation', { clusterName, associationId })).association

describe.skipIf(skipped)('an association’s page', () => {
  const hostile = '"><script>alert(1)</script>\u202Egnp'
  const it = browsing(async () => {
    const world = await seeded()
    const items = [
      {
        kind: 'POD',
        namespace: 'shop',
        serviceAccount: 'orders-api',
        name: hostile,
        nodeName: 'n'.repeat(63),
        phase: 'Pending',
        injected: false,
      },
    ]
    await world.any.call('podid', 'PutClusterReport', { clusterName: 'blue', listing: 'one', items })
    await world.server.house.store.associations.update('blue/finance/ledger', (row) => ({
      ...row,
      ownerArn: row.arn.replace(/podidentityassociation.*/, 'addon/blue/books/0000'),
    }))
    return world
  })
  const at = async (serviceAccount: string) =>
    `/clusters/blue/associations/${await idOf(it.world, 'blue', serviceAccount)}`

  test('what it grants, in words; which pods use it, and which of them lack it', async () => {
    const { page, open } = await it.signedIn()
    await open(await at('orders-api'))
    await page.getByText('Allows s3:ListBucket on the bucket orders-api').waitFor()
    await page.getByRole('tab', { name: 'Pods that use it' }).click()
    await page.getByText('orders-api-7c9d8f6b5-00abc').waitFor()
    await page.getByText('1 of them without the identity').waitFor()
    const without = page.getByRole('row').filter({ hasText: 'Not injected' })
    expect(await without.innerText()).toContain('"><script>alert(1)</script>')
    expect(new URL(page.url()).searchParams.get('tab')).toBe('pods')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    const explain = await without.getByRole('link', { name: 'Explain' }).getAttribute('href')
    expect(explain).toStartWith('/console/explain?cluster=blue&namespace=shop&serviceAccount=orders-api&pod=')
    await page.getByRole('tab', { name: 'Recent exchanges' }).click()
    await page.getByText('No exchanges').waitFor()
    await page.reload()
    await page.getByText('No exchanges').waitFor()
  })

  test('its exchanges', async () => {
    const { page, open } = await it.signedIn()
    await open(`/clusters/local/associations/${await idOf(it.world, 'local', 'app')}?tab=exchanges`)
    await page.getByText('default/app-0').first().waitFor()
  })

  test('it is changed: only what differs is asked for', async () => {
    const { page, open } = await it.signedIn()
    const path = await at('orders-api')
    await open(path)
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByText('Nothing is changed yet.').waitFor()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('there is nothing to save').waitFor()
    await page.getByLabel('IAM role').fill(`arn:aws:iam::${it.world.server.account}:role/image-resizer`)
    await page.getByText('will act as the role image-resizer, no longer as the role orders-api.').waitFor()
    await page.getByLabel('Tag the sessions').uncheck()
    const asked = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith(path.slice(-19)),
    )
    await page.getByRole('button', { name: 'Save changes' }).click()
    const { clientRequestToken, ...body } = JSON.parse((await asked).postData() ?? '{}')
    expect(clientRequestToken).toBeString()
    expect(Object.keys(body).sort()).toEqual(['disableSessionTags', 'roleArn'])
    await page.getByText('The association is changed').waitFor()
    await page.getByRole('heading', { level: 1, name: 'shop/orders-api' }).waitFor()
    expect(await describeOne(it.world, 'blue', path.slice(-19))).toMatchObject({ disableSessionTags: true })
  })

  test('its tags are changed, and it is deleted by a word', async () => {
    const { page, open } = await it.signedIn()
    const path = await at('payments-worker')
    await open(`${path}?tab=tags`)
    await page.getByRole('button', { name: 'Manage tags' }).click()
    await page.getByLabel('Value of tag 1').fill('till')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText('The tags are changed.').waitFor()
    await page.getByRole('cell', { name: 'till' }).waitFor()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('delete')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('The association of service account payments-worker in namespace shop is deleted.').waitFor()
    await page.getByRole('heading', { name: 'Pod Identity associations (4)' }).waitFor()
    await open(path)
    await page.getByText('No pod identity association found for ID').waitFor()
  })

  test('an add-on’s is changed at the add-on only', async () => {
    const { page, open } = await it.signedIn()
    const path = await at('ledger')
    await open(path)
    await page.getByText('The add-on books manages this association').waitFor()
    expect(await page.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true)
    expect(await page.getByRole('link', { name: 'Open the add-on' }).getAttribute('href')).toEndWith(
      '/blue/add-ons/books/edit',
    )
    await open(`${path}/edit`)
    await page.getByRole('link', { name: 'Open the add-on' }).waitFor()
    expect(await page.getByRole('button', { name: 'Save changes' }).count()).toBe(0)
    await open('/clusters/blue/access')
    await page.getByRole('checkbox', { name: 'finance/ledger cannot be chosen' }).waitFor()
  })

  test('who may not see the role is told so, beside what may be seen', async () => {
    const as = await keyOf(it.world, 'no-roles', everything, { Effect: 'Deny', Action: 'iam:GetRole', Resource: '*' })
    const { page, open } = await it.visit({ as, width: 768 })
    await open(await at('report-builder'))
    await page.getByRole('heading', { level: 1, name: 'finance/report-builder' }).waitFor()
    await page.getByText('You may not see what the role may do').waitFor()
    await page.getByText('A policy denies iam:GetRole').waitFor()
  })
})
