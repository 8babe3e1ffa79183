import { describe, expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { browsing, skipped } from './browsing'
import { podsTrust } from './seeded'

const it = browsing()

const whole = '/explain?cluster=blue&namespace=shop&serviceAccount=orders-api&pod=orders-api-7c9d8f6b5-00abc'
const links = (page: Page) => page.getByRole('list', { name: 'Links of the road' }).getByRole('listitem')
/** Name and state of each link, as they are read. */
async function road(page: Page): Promise<readonly string[]> {
  await links(page).first().waitFor()
  const texts = await links(page).evaluateAll((all) =>
    all.map((one) => `${one.querySelector('h3')?.textContent}: ${one.querySelector('[class*="status"]')?.textContent}`),
  )
  return texts.map((text) => text.replaceAll('\u00a0', ' '))
}

describe.skipIf(skipped)('Explain', () => {
  test('whose road it is, is chosen from what the cluster reported, and stands in the address', async () => {
    const { page, open } = await it.signedIn()
    await open('/explain')
    await page.getByRole('button', { name: 'Explain', exact: true }).click()
    for (const missing of ['cluster', 'namespace', 'service account'])
      await page.getByText(`Say which ${missing}.`).waitFor()
    for (const [label, value] of [
      ['Cluster', 'blue'],
      ['Namespace', 'shop'],
      ['Service account', 'orders-api'],
      ['Pod', 'orders-api-7c9d8f6b5-00abc'],
    ] as const) {
      await page.getByLabel(label).click()
      await page.getByRole('option', { name: value, exact: true }).click()
    }
    await page.getByRole('button', { name: 'Explain', exact: true }).click()
    await page.getByText('The road is whole').waitFor()
    expect(page.url().replace(/^.*\/console/, '')).toBe(whole)
    await page.reload()
    await page.getByText('The road is whole').waitFor()
    expect(await page.getByLabel('Service account').inputValue()).toBe('orders-api')
    await page.goBack()
    await page.getByText('The road is whole').waitFor({ state: 'detached' })
    expect(await page.getByLabel('Cluster').inputValue()).toBe('')
  })

  test('every link of a whole road is told, in words', async () => {
    const { page, open } = await it.signedIn()
    await open(whole)
    await page.getByText('arn:aws:iam::000000000000:role/orders-api').first().waitFor()
    const names = ['Cluster', 'Active', 'Connector', 'Keys', 'Association', 'Role', 'Trust', 'Add-on']
    const ofPod = ['Service account', 'Pod', 'Injected', 'Token', 'Agent']
    expect(await road(page)).toEqual([...names, ...ofPod].map((name) => `${name}: Whole`))
    await page.getByText('The same from a terminal').click()
    await page.getByText('podid explain blue shop orders-api --pod orders-api-7c9d8f6b5-00abc').waitFor()
  })

  test('a broken link is open, with its reason, its remedy and its commands; what was not looked at says so', async () => {
    const { page, open } = await it.signedIn()
    await open(
      '/explain?cluster=blue&namespace=finance&serviceAccount=report-builder&pod=report-builder-7c9d8f6b5-41abc',
    )
    await page.getByText('The road ends at: injected').waitFor()
    const broken = links(page).filter({ hasText: 'Broken' })
    await broken.getByText('The pod was admitted without a pod identity').waitFor()
    await broken.getByText('kubectl -n finance delete pod report-builder-7c9d8f6b5-41abc', { exact: true }).waitFor()
    expect(await broken.getByRole('button', { name: 'Copy the command' }).count()).toBeGreaterThan(0)
    await open('/explain?cluster=nowhere&namespace=a&serviceAccount=b')
    await page.getByText('The road ends at: cluster').waitFor()
    const [first, ...others] = await road(page)
    expect(first).toBe('Cluster: Broken')
    expect(new Set(others.map((text) => text.split(': ')[1]))).toEqual(new Set(['Not looked at']))
    await page.getByRole('link', { name: 'Register a cluster' }).waitFor()
  })

  test('what is broken or mended elsewhere shows by itself, with where it is mended', async () => {
    const { any } = it.world
    const where = { clusterName: 'blue', namespace: 'default', serviceAccount: 'app' }
    const roleArn = 'arn:aws:iam::000000000000:role/fickle'
    const trusts = (PolicyDocument: string) =>
      any.call('iam', 'UpdateAssumeRolePolicy', { RoleName: 'fickle', PolicyDocument })
    await any.call('iam', 'CreateRole', { RoleName: 'fickle', AssumeRolePolicyDocument: podsTrust })
    const { association } = await any.call('eks', 'CreatePodIdentityAssociation', { ...where, roleArn })
    await trusts(podsTrust.replace('pods.eks', 'ec2'))
    const { page, open } = await it.signedIn()
    await open('/explain?cluster=blue&namespace=default&serviceAccount=app')
    await page.getByText('The road ends at: trust').waitFor()
    const change = page.getByRole('link', { name: 'Change its trust policy' })
    expect(await change.getAttribute('href')).toEndWith('/console/roles/fickle')
    const { associationId } = Object(association)
    await any.call('eks', 'DeletePodIdentityAssociation', { clusterName: 'blue', associationId })
    await page.getByText('The road ends at: association').waitFor()
    const create = page.getByRole('link', { name: 'Create the association' })
    expect(await create.getAttribute('href')).toEndWith(
      '/console/clusters/blue/associations/new?namespace=default&serviceAccount=app',
    )
    await trusts(podsTrust)
    await any.call('eks', 'CreatePodIdentityAssociation', { ...where, roleArn })
    await page.getByText('The road is whole').waitFor()
  })

  test('is asked by keyboard alone, and again on demand', async () => {
    const { page, open } = await it.signedIn()
    await open('/explain?cluster=blue&namespace=finance')
    await page.getByLabel('Service account').focus()
    await page.keyboard.type('ledger')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await page.getByText('The road is whole').waitFor()
    const again = page.waitForRequest((request) => /podid\/clusters\/blue\/explain/.test(request.url()))
    await page.getByRole('button', { name: 'Ask again' }).press('Enter')
    await again
  })

  test('who may not, is told so; a server that is gone too', async () => {
    const { page, open } = await it.visit({ as: it.world.nobody })
    await open(whole)
    await page.getByText('You may not follow this road').waitFor()
    await page.getByText('No policy allows podid:ExplainPodIdentity.').waitFor()
    const other = await it.signedIn()
    await other.open('/explain')
    await other.page.route('**/podid/**', (route) => route.abort())
    await other.page.getByLabel('Cluster').fill('blue')
    await other.page.getByLabel('Namespace').fill('shop')
    await other.page.getByLabel('Service account').fill('orders-api')
    await other.page.keyboard.press('Escape')
    await other.page.getByRole('button', { name: 'Explain', exact: true }).click()
    await other.page.getByText('The server did not answer').waitFor()
    expect(other.wrong.splice(0).every((text) => text.includes('ERR_FAILED'))).toBe(true)
  })

  test('a hostile name is text, and breaks no layout', async () => {
    const name = `<img src=x onerror=alert(1)>\u202e${'w'.repeat(30)}`
    const { page, open } = await it.signedIn({ width: 768 })
    await open(`/explain?${new URLSearchParams({ cluster: 'blue', namespace: name, serviceAccount: 'w'.repeat(63) })}`)
    await page
      .getByText('You may not')
      .or(page.getByText('Could not follow this road'))
      .or(page.getByText('The road ends'))
      .first()
      .waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await page.locator('img').count()).toBe(0)
  })
})
