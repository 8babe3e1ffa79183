import { describe, expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { everything, idOf, keyOf, many, withManyAssociations } from './associations-world'
import { browsing, skipped } from './browsing'
import { signIn } from './visit'

/** What the browser asks SearchAssociations, in order. */
function questionsOf(page: Page): URLSearchParams[] {
  const asked: URLSearchParams[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/podid/associations' && request.method() === 'GET') asked.push(searchParams)
  })
  return asked
}

const rows = (page: Page) => page.getByRole('table', { name: 'Pod Identity associations' }).getByRole('row')
const title = (page: Page, count: string) => page.getByRole('heading', { name: `Pod Identity associations (${count})` })

async function sortByRole(page: Page, direction: 'ASCENDING' | 'DESCENDING'): Promise<void> {
  const asked = page.waitForRequest((it) => it.url().includes(`sortBy=ROLE&sortDirection=${direction}`))
  await page.getByRole('columnheader', { name: 'Role' }).getByRole('button', { name: 'Role' }).first().click()
  await asked
}

describe.skipIf(skipped)('the Access tab', () => {
  const it = browsing(withManyAssociations)

  test('5,000 associations: pages, order and filter are the server’s, and never more than a page is asked for', async () => {
    const { page, open } = await it.signedIn()
    const asked = questionsOf(page)
    await open('/clusters/many/access')
    await title(page, String(many)).waitFor()
    await page.getByRole('link', { name: 'app-0000' }).waitFor()
    expect(await rows(page).count()).toBe(21)

    await page.getByRole('button', { name: 'Next page' }).click()
    await page.getByRole('link', { name: 'app-2000' }).waitFor()
    await title(page, String(many)).waitFor()
    expect(asked.at(-1)?.get('nextToken')).toBeTruthy()

    await sortByRole(page, 'ASCENDING')
    expect(asked.at(-1)?.get('nextToken')).toBeNull()
    await sortByRole(page, 'DESCENDING')
    await page.getByRole('link', { name: 'role-999' }).first().waitFor()
    expect(new URL(page.url()).searchParams.get('order')).toBe('-role')

    await page.getByLabel('Filter by namespace').fill('team-07')
    await title(page, '50').waitFor()
    await page.getByLabel('Filter by service account').fill('app-01')
    await title(page, '1').waitFor()
    expect(await rows(page).count()).toBe(2)

    for (const question of asked) expect(Number(question.get('maxResults'))).toBeLessThanOrEqual(20)
    for (const question of asked) expect(question.get('clusterName')).toBe('many')
  })

  test('filter and order stand in the address: a reload and the back button find them', async () => {
    const { page, open } = await it.signedIn()
    await open('/clusters/many/access?namespace=team-42&order=-service-account')
    await title(page, '50').waitFor()
    await page.getByRole('link', { name: 'app-4942' }).click()
    await page.getByRole('heading', { level: 1, name: 'team-42/app-4942' }).waitFor()
    await page.goBack()
    await title(page, '50').waitFor()
    expect(await page.getByLabel('Filter by namespace').inputValue()).toBe('team-42')
    await page.reload()
    await title(page, '50').waitFor()
    await page.getByLabel('Filter by namespace').fill('nowhere')
    await page.getByText('No row fits what you filter for.').waitFor()
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await title(page, String(many)).waitFor()
    expect(new URL(page.url()).search).toBe('?order=-service-account')
  })

  test('two tabs at once keep their own filter', async () => {
    const { page, open, context } = await it.signedIn()
    await open('/clusters/many/access?namespace=team-01')
    await title(page, '50').waitFor()
    const other = await context.newPage()
    await other.goto(page.url().replace('team-01', 'team-0'))
    await signIn(other, it.world.server.credentials)
    await title(other, '500').waitFor()
    await page.getByLabel('Filter by service account').fill('app-00')
    await title(page, '1').waitFor()
    await other.reload()
    await title(other, '500').waitFor()
  })

  test('nothing yet', async () => {
    const { page, open } = await it.signedIn()
    await open('/clusters/none/access')
    await page.getByText('No associations yet').waitFor()
    await page.getByRole('link', { name: 'Create association' }).last().click()
    await page.getByRole('heading', { level: 1, name: 'Create Pod Identity association' }).waitFor()
  })

  test('who may not look is told why', async () => {
    const as = await keyOf(it.world, 'no-search', everything, {
      Effect: 'Deny',
      Action: 'podid:SearchAssociations',
      Resource: '*',
    })
    const { page, open } = await it.visit({ as })
    await open('/clusters/blue/access')
    await page.getByText('You may not list associations').waitFor()
    await page.getByText('A policy denies podid:SearchAssociations').waitFor()
  })

  test('a server that does not answer is told of, and asked again', async () => {
    const { page, open, wrong } = await it.signedIn()
    await page.route('**/podid/associations**', (route) => route.abort())
    await open('/clusters/blue/access')
    await page.getByText('The server did not answer').waitFor()
    await page.unroute('**/podid/associations**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await title(page, '5').waitFor()
    // What the test itself cut off.
    wrong.splice(0, wrong.length, ...wrong.filter((text) => !text.includes('net::ERR_FAILED')))
  })

  test('many are deleted at once; what cannot be is told one by one', async () => {
    const kept = await idOf(it.world, 'blue', 'ledger')
    const as = await keyOf(it.world, 'spares-one', everything, {
      Effect: 'Deny',
      Action: 'eks:DeletePodIdentityAssociation',
      Resource: `arn:aws:eks:*:*:podidentityassociation/blue/${kept}`,
    })
    const { page, open } = await it.visit({ as })
    await open('/clusters/blue/access')
    await title(page, '5').waitFor()
    for (const name of ['finance/ledger', 'finance/report-builder', 'shop/image-resizer'])
      await page.getByRole('checkbox', { name: `Choose ${name}` }).check()
    await title(page, '3/5').waitFor()
    await page.getByRole('button', { name: 'Delete' }).click()
    const asking = page.getByRole('dialog', { name: 'Delete 3 associations?' })
    expect(await asking.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true)
    await asking.getByRole('textbox').fill('delete')
    await asking.getByRole('button', { name: 'Delete' }).click()
    const told = page.getByRole('dialog', { name: 'Not all were deleted' })
    await told.getByText('2 of 3 deleted, 1 could not be').waitFor()
    const failed = told.getByRole('listitem')
    expect(await failed.count()).toBe(1)
    expect(await failed.innerText()).toMatch(/finance\/ledger.*explicit deny/s)
    await told.getByRole('button', { name: 'Close' }).last().click()
    await title(page, '1/3').waitFor()
    expect(await idOf(it.world, 'blue', 'ledger')).toBe(kept)
  })
})
