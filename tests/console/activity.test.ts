import { describe, expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { browsing, skipped } from './browsing'

const it = browsing()

const rows = (page: Page) =>
  page.getByRole('table', { name: /^(Exchanges of credentials|Changes|All calls)$/ }).locator('tbody tr')

/** An exchange as an agent makes it; who has no association is refused. */
async function exchange(serviceAccount: string, podName: string): Promise<void> {
  const where = { clusterName: 'local', namespace: 'default', serviceAccount, podName }
  const { token } = await it.world.any.call('podid', 'CreateServiceAccountToken', where)
  await it.world.any
    .call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: 'local', token: String(token) })
    .catch((error: unknown) => {
      if (serviceAccount === 'app') throw error
    })
}

describe.skipIf(skipped)('Activity', () => {
  test('tells who used which role, and who was refused; a row opens the whole record', async () => {
    const { page, open } = await it.signedIn()
    await open('/activity')
    const refused = rows(page).filter({ hasText: 'Refused: ResourceNotFound' })
    await refused.first().waitFor()
    await rows(page).filter({ hasText: 'Credentials given' }).filter({ hasText: 'orders-api' }).first().waitFor()
    await refused.first().getByRole('link').first().click()
    const panel = page.getByRole('region', { name: /^Record/ })
    await panel.getByText('No pod identity association found for service account default/stranger').first().waitFor()
    await panel.getByText('"token": "HIDDEN_DUE_TO_SECURITY_REASONS"').waitFor()
    await panel.getByText('default/stranger-0').waitFor()
    expect(new URL(page.url()).searchParams.get('record')).toMatch(/^[0-9a-f-]{36}$/)
    await page.reload()
    const explain = panel.getByRole('link', { name: 'Explain' })
    expect(await explain.getAttribute('href')).toEndWith(
      '/console/explain?cluster=local&namespace=default&serviceAccount=stranger&pod=stranger-0',
    )
    await page.getByRole('button', { name: 'Close panel' }).click()
    await panel.waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('')
    await page.goBack()
    await panel.waitFor()
  })

  test('new exchanges appear by themselves; who paused, or reads a record, is not disturbed', async () => {
    const { page, open } = await it.signedIn()
    await open('/activity')
    await rows(page).first().waitFor()
    await exchange('app', 'app-live-1')
    await rows(page).first().getByText('app-live-1').waitFor()
    await rows(page).first().getByRole('link').first().click()
    await page.getByRole('region', { name: /^Record/ }).waitFor()
    await exchange('app', 'app-live-2')
    const show = page.getByRole('button', { name: 'Show 1 new' })
    await show.waitFor()
    expect(await rows(page).filter({ hasText: 'app-live-2' }).count()).toBe(0)
    await show.click()
    await rows(page).first().getByText('app-live-2').waitFor()
    await page.getByRole('button', { name: 'Close panel' }).click()
    await page.getByLabel('Live').click()
    await page.waitForURL(/live=off/)
    await exchange('app', 'app-live-3')
    let asked = 0
    page.on('request', (request) => {
      asked += request.headers()['x-amz-target']?.endsWith('LookupEvents') === true ? 1 : 0
    })
    await page.clock.install()
    await page.clock.runFor(60_000)
    expect(asked).toBe(0)
    expect(await rows(page).filter({ hasText: 'app-live-3' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Look again' }).click()
    await rows(page).first().getByText('app-live-3').waitFor()
  })

  test('filters stand in the address, and the back button takes them back', async () => {
    const { page, open } = await it.signedIn()
    await open('/activity')
    await rows(page).filter({ hasText: 'Credentials given' }).first().waitFor()
    await page.getByRole('button', { name: /^Outcome / }).click()
    await page.getByRole('option', { name: 'Refused' }).click()
    await rows(page).filter({ hasText: 'Credentials given' }).first().waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?outcome=refused')
    await page.reload()
    await rows(page).filter({ hasText: 'stranger' }).first().waitFor()
    await page.getByRole('button', { name: /^Records / }).click()
    await page.getByRole('option', { name: /^All calls/ }).click()
    await page.getByRole('heading', { name: 'All calls' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Exchanges of credentials' }).waitFor()
    await page.goBack()
    await rows(page).filter({ hasText: 'Credentials given' }).first().waitFor()
  })

  test('by a role, by a cluster, by an event', async () => {
    const { page, open } = await it.signedIn()
    await open('/activity')
    await page.getByRole('button', { name: /^Look up by / }).click()
    await page.getByRole('option', { name: 'Role', exact: true }).click()
    await page.getByRole('combobox', { name: 'Role' }).fill('orders-api')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await page.waitForURL(/role=arn/)
    await rows(page).filter({ hasText: 'stranger' }).first().waitFor({ state: 'detached' })
    await rows(page).filter({ hasText: 'orders-api' }).first().waitFor()
    await open('/activity?cluster=blue')
    await page.getByText('Nothing like that').waitFor()
    await page.getByRole('link', { name: 'Clear filters' }).click()
    await rows(page).filter({ hasText: 'stranger' }).first().waitFor()
    await open('/activity?kind=all&event=CreateRole')
    await rows(page).filter({ hasText: 'CreateRole' }).first().waitFor()
    expect(await rows(page).filter({ hasNotText: 'CreateRole' }).count()).toBe(0)
  })

  test('is turned by pages', async () => {
    for (let at = 0; at < 15; at += 1) await exchange('app', `app-many-${at}`)
    const { page, open } = await it.signedIn()
    await open('/activity?live=off')
    await rows(page).nth(19).waitFor()
    const first = await rows(page).first().textContent()
    await page.getByRole('button', { name: 'Next page' }).click()
    await rows(page).nth(19).waitFor({ state: 'detached' })
    await rows(page).filter({ hasText: 'app-0' }).first().waitFor()
    await page.getByRole('button', { name: 'Previous page' }).click()
    await rows(page).nth(19).waitFor()
    expect(await rows(page).first().textContent()).toBe(first)
  })

  test('the chart says its numbers in words too', async () => {
    const { page, open } = await it.signedIn()
    await open('/activity?cluster=local&last=1h')
    await page.getByText(/^\d+ got credentials, 2 were refused in the last hour\.$/).waitFor()
    await page.getByText('The same as a table').click()
    await page.getByRole('columnheader', { name: 'Refused' }).waitFor()
    const [, , refused] = await page.locator('table.numbers tbody tr').last().locator('th, td').allTextContents()
    expect(refused).toBe('2')
    await open('/activity?cluster=blue&last=1h')
    await page.getByText('No exchange in the last hour.').waitFor()
  })

  test('who may not, is told so, table and chart alike', async () => {
    const { page, open } = await it.visit({ as: it.world.nobody })
    await open('/activity')
    await page.getByText('You may not look up activity').waitFor()
    await page.getByText('No policy allows cloudtrail:LookupEvents.').waitFor()
    await page.getByText('No policy allows podid:GetActivity.').waitFor()
  })

  test('a hostile pod is text, and breaks no layout', async () => {
    const program = '<img src=x onerror=alert(1)>\u202e'
    await fetch(`${it.world.server.url}/clusters/${encodeURIComponent('<b>x')}/assume-role-for-pod-identity`, {
      method: 'POST',
      headers: { 'user-agent': encodeURI(program) },
      body: '{"token":"x"}',
    })
    const { page, open } = await it.signedIn({ width: 768 })
    await open('/activity?kind=all&outcome=refused&source=eks-auth.amazonaws.com')
    await rows(page).first().getByRole('link').first().click()
    await page.getByText('The whole record').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await page.locator('img').count()).toBe(0)
  })
})
