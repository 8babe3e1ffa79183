import { describe, expect, test } from 'bun:test'
import { client } from '../../src/client'
import { testServer } from '../server'
import { browsing, skipped } from './browsing'
import { podsTrust, type Seeded } from './seeded'

const arn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`
const nameOf = (at: number): string => `role-${String(at).padStart(4, '0')}`

/** An account with a thousand roles, one of which thirty service accounts use. */
async function many(): Promise<Seeded> {
  const server = await testServer()
  const any = client({ endpoint: server.url, region: server.region, credentials: server.credentials })
  await any.call('eks', 'CreateCluster', { name: 'local', roleArn: arn(server.account, 'x'), resourcesVpcConfig: {} })
  await any.call('iam', 'CreateRole', { RoleName: nameOf(0), AssumeRolePolicyDocument: podsTrust })
  const { store } = server.house
  const first = await store.roles.get(nameOf(0))
  if (first === undefined) throw new Error('The role was not made.')
  await store.change(async (tx) => {
    for (let at = 1; at < 1_000; at += 1) {
      const name = nameOf(at)
      await tx.roles.insert(name, {
        ...first,
        name,
        arn: arn(server.account, name),
        id: `${first.id.slice(0, -4)}${name.slice(-4)}`,
      })
    }
  })
  for (let at = 0; at < 30; at += 1)
    await any.call('eks', 'CreatePodIdentityAssociation', {
      clusterName: 'local',
      namespace: 'shop',
      serviceAccount: `app-${String(at).padStart(2, '0')}`,
      roleArn: first.arn,
    })
  return { server, any, nobody: server.credentials }
}

describe.skipIf(skipped)('a thousand roles', () => {
  const it = browsing(many)

  test('come a page at a time, from the server, and so does who uses one', async () => {
    const { page, open } = await it.signedIn()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).search))
    await open('/roles')
    await page.getByRole('heading', { name: 'Roles (1002)' }).waitFor()
    const table = page.getByRole('table', { name: 'Roles' })
    await table.getByRole('link', { name: 'role-0000' }).waitFor()
    expect(await table.getByRole('link').count()).toBe(20)
    await page.getByRole('button', { name: 'Next page' }).click()
    await table.getByRole('link', { name: 'role-0025' }).waitFor()
    await page.getByRole('searchbox', { name: 'Find roles by name' }).fill('0777')
    await table.getByRole('link', { name: 'role-0777' }).waitFor()
    await page.getByText('1 role', { exact: true }).first().waitFor()
    expect(asked.filter((it) => it.includes('maxResults=') && !it.includes('maxResults=20'))).toEqual([])

    await open('/roles/role-0000/used-by')
    const users = page.getByRole('table', { name: 'Associations' })
    await page.getByRole('heading', { name: 'Associations (30)' }).waitFor()
    expect(await users.getByRole('link', { name: 'local' }).count()).toBe(20)
    await page.getByRole('button', { name: 'Next page' }).click()
    await users.getByText('app-29').waitFor()
  }, 90_000)

  test('a server that is gone is told as that, and asked again', async () => {
    const { page, open } = await it.signedIn()
    let gone = true
    await page.route('**/podid/roles?*', (route) =>
      gone ? route.fulfill({ status: 502, body: 'Bad gateway' }) : route.continue(),
    )
    await open('/roles')
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    gone = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'role-0000' }).waitFor()
  }, 90_000)

  test('two tabs at once: what one changes while another edits is told, and not written over unseen', async () => {
    const [one, other] = [await it.signedIn(), await it.signedIn()]
    await one.open('/roles/role-0001')
    await one.page.getByRole('button', { name: 'Edit trust policy' }).click()
    await one.page.getByRole('textbox', { name: 'Trust policy' }).waitFor({ state: 'attached' })
    await it.world.any.call('iam', 'UpdateAssumeRolePolicy', {
      RoleName: 'role-0001',
      PolicyDocument: podsTrust.replace('AllowEksAuth', 'Changed'),
    })
    await other.open('/roles/role-0001')
    await other.page
      .getByText(/^Changed/)
      .first()
      .waitFor()
    // The first asks anew when it is looked at again, and what it knows is not of just now.
    await one.page.evaluate(() => {
      setInterval(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })), 500)
    })
    await one.page.getByText('Someone changed this policy while you were editing.').first().waitFor()
  }, 90_000)
})
