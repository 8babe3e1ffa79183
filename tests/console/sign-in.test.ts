import { describe, expect, test } from 'bun:test'
import { browsing, skipped } from './browsing'
import { signIn } from './visit'

const it = browsing()

describe.skipIf(skipped)('signing in with a key', () => {
  test('a key that is not there, and a secret that is another’s, are told apart, in words', async () => {
    const { page, open } = await it.visit()
    await open('/clusters')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Fill this in.').first().waitFor()
    await page.getByLabel('Access key ID').fill('AKIAAAAAAAAAAAAAAAAA')
    await page.getByLabel('Secret access key').fill('x')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('There is no such access key here.').waitFor()
    await page.getByLabel('Access key ID').fill(it.world.server.credentials.accessKeyId)
    await page.getByLabel('Secret access key').fill('not-this-one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The secret access key does not belong to that access key ID.').waitFor()
    expect(await page.getByLabel('Secret access key').inputValue()).toBe('')
  })

  test('leads to the page that was asked for; a reload forgets it, where the person did not say otherwise', async () => {
    const { page, open } = await it.visit()
    await open('/clusters?from=link')
    await signIn(page, it.world.server.credentials)
    await page.getByRole('heading', { name: 'Clusters', level: 1 }).waitFor()
    expect(new URL(page.url()).search).toBe('?from=link')
    await page.reload()
    await page.getByLabel('Access key ID').waitFor()
  })

  test('stays over a reload where the person said so; what is kept is a session, not the key', async () => {
    const { page } = await it.signedIn()
    await page.reload()
    await page.getByRole('heading', { name: 'Clusters', level: 1 }).waitFor()
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
    expect(kept).not.toContain(it.world.server.credentials.secretAccessKey)
    expect(kept).not.toContain(it.world.server.credentials.accessKeyId)
    expect(kept).toContain('ASIA')
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('ASIA')
    const session: unknown = JSON.parse(await page.evaluate(() => sessionStorage.getItem('podid:session') ?? '{}'))
    const { secretAccessKey, sessionToken } = Object.fromEntries(Object.entries(session ?? {}))
    const shown = await page.content()
    expect(shown).not.toContain(String(secretAccessKey))
    expect(shown).not.toContain(String(sessionToken))
  })

  test('signing out forgets the session, and the back button does not bring it back', async () => {
    const { page, open } = await it.signedIn()
    await open('/clusters?again')
    await page.getByRole('button', { name: 'admin' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByLabel('Access key ID').waitFor()
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    await page.goBack()
    await page.getByLabel('Access key ID').waitFor()
  })

  test('two tabs are two sessions', async () => {
    const { page, context } = await it.signedIn()
    const second = await context.newPage()
    await second.goto(`${it.world.server.url}/console/clusters`)
    await second.getByLabel('Access key ID').waitFor()
    await signIn(second, it.world.nobody, true)
    await second.getByText('You may not list clusters').waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'blue' }).waitFor()
  })
})

describe.skipIf(skipped)('signing in by a link', () => {
  const link = async (path = '/clusters') => {
    const { code } = await it.world.any.call('podid', 'CreateSignInCode')
    return `${path}#sign-in=${code}`
  }

  test('needs nothing typed, and leaves no code in the address', async () => {
    const { page, open } = await it.visit()
    await open(await link('/clusters?a=b'))
    await page.getByRole('heading', { name: 'Clusters', level: 1 }).waitFor()
    expect(page.url()).toBe(`${it.world.server.url}/console/clusters?a=b`)
  })

  test('is good once: the second to open it is told how to get another', async () => {
    const used = await link()
    const first = await it.visit()
    await first.open(used)
    await first.page.getByRole('heading', { name: 'Clusters', level: 1 }).waitFor()
    const second = await it.visit()
    await second.open(used)
    await second.page.getByText('Make a new link with: podid console').waitFor()
    await second.page.getByLabel('Access key ID').waitFor()
  })
})

describe.skipIf(skipped)('what is not allowed, and what is not there', () => {
  test('is a page with the reason of the decision', async () => {
    const { page } = await it.visit({ as: it.world.nobody })
    await page.getByText('You may not list clusters').waitFor()
    await page.getByText('No policy allows podid:SearchClusters.').waitFor()
  })

  test('a page that does not exist says so', async () => {
    const { page, open } = await it.signedIn()
    await open('/no/such/page')
    await page.getByText('There is no such page').waitFor()
  })
})

describe.skipIf(skipped)('a session that ends', () => {
  test('asks to sign in again over the page, and goes on where it was', async () => {
    const { any } = it.world
    await any.call('iam', 'CreateUser', { UserName: 'alice' })
    await any.call('iam', 'PutUserPolicy', {
      UserName: 'alice',
      PolicyName: 'all',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      }),
    })
    const key = async () => {
      const { AccessKey } = await any.call('iam', 'CreateAccessKey', { UserName: 'alice' })
      const { AccessKeyId, SecretAccessKey } = Object.fromEntries(Object.entries(AccessKey ?? {}))
      return { accessKeyId: String(AccessKeyId), secretAccessKey: String(SecretAccessKey) }
    }
    const first = await key()
    const { page, open } = await it.visit({ as: first })
    await open('/clusters/+register')
    await page.getByLabel('Name').fill('half-filled')
    await any.call('iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: first.accessKeyId })
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
    await signIn(page, await key())
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.getByLabel('Name').inputValue()).toBe('half-filled')
  })
})
