import { describe, expect, test } from 'bun:test'
import { createSigningKey } from '../../src/issuer'
import { browsing, skipped } from './browsing'

const it = browsing()
const connectorConfig = { roleArn: 'arn:aws:iam::000000000000:role/any', provider: 'OTHER' }

describe.skipIf(skipped)('clusters', () => {
  test('are told at a glance, by one question a page', async () => {
    const { page, open } = await it.signedIn()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await open('/clusters')
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
    await row('blue').getByText('2 of 3 answer').waitFor()
    await row('blue').getByText('Active').waitFor()
    await row('green').getByText('Waiting').waitFor()
    await row('local').getByText('Local', { exact: true }).waitFor()
    expect(await row('blue').getByRole('cell').allInnerTexts()).toContain('v1.35.4')
    expect(await row('blue').getByRole('cell').allInnerTexts()).toContain('5')
    expect(asked.filter((path) => path === '/podid/clusters').length).toBeLessThanOrEqual(2)
    expect(asked.filter((path) => /^\/(clusters\/|podid\/clusters\/.)/.test(path))).toEqual([])
  })

  test('thousands are paged by the server and found by name; filter and order stand in the address', async () => {
    const { store } = it.world.server.house
    const [pattern] = await store.clusters.list({ prefix: 'green' })
    if (pattern === undefined) throw new Error('There is a cluster green.')
    await store.change(async (tx) => {
      for (let at = 0; at < 2_000; at += 1) {
        const name = `many-${String(at).padStart(4, '0')}`
        await tx.clusters.insert(name, {
          ...pattern,
          name,
          id: `many${String(at).padStart(12, '0')}`,
          arn: `${pattern.arn}-${at}`,
        })
      }
    })
    try {
      const { page, open } = await it.signedIn()
      await open('/clusters')
      // What the administrator may not make that many of, the table must bear all the same.
      await page.getByText('(2003)').waitFor()
      const filter = page.getByLabel('Find clusters whose names begin with')
      await filter.fill('many-')
      await page.getByText('(2000)').waitFor()
      await page.getByRole('link', { name: 'many-0019' }).waitFor()
      expect(await page.getByRole('link', { name: /^many-/ }).count()).toBe(20)
      await page.getByRole('button', { name: 'Next page' }).click()
      await page.getByRole('link', { name: 'many-0039' }).waitFor()
      const header = page.getByRole('columnheader', { name: 'Name' }).locator('[role=button]')
      await header.focus()
      await header.press('Enter')
      await page.getByRole('link', { name: 'many-1999' }).waitFor()
      expect(new URL(page.url()).search).toBe('?name=many-&order=descending')
      await page.reload()
      await page.getByRole('link', { name: 'many-1999' }).waitFor()
      await filter.fill('no such')
      await page.getByText('Nothing like that').waitFor()
      await page.getByRole('button', { name: 'Clear the filter' }).click()
      await page.getByText('(2003)').waitFor()
    } finally {
      for (let at = 0; at < 2_000; at += 1) await store.clusters.remove(`many-${String(at).padStart(4, '0')}`)
    }
  })

  test('who may not list them is told why', async () => {
    const { page, open } = await it.visit({ as: it.world.nobody })
    await open('/clusters')
    await page.getByText('You may not list clusters').waitFor()
    await page.getByText('No policy allows podid:SearchClusters').waitFor()
  })
})

describe.skipIf(skipped)('registering a cluster', () => {
  test('a name is refused in the server’s words, before and after it is asked', async () => {
    const { page, open } = await it.signedIn()
    await open('/clusters/+register')
    await page.getByRole('button', { name: 'Register', exact: true }).click()
    await page.getByText('Give the cluster a name.').waitFor()
    await page.getByRole('textbox', { name: 'Name' }).fill('-x')
    await page.getByText('The parameter name should conform to the regular expression').waitFor()
    await page.getByRole('textbox', { name: 'Name' }).fill('green')
    await page.getByRole('button', { name: 'Register', exact: true }).click()
    await page.getByText('Cluster already exists with name: green').waitFor()
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Stay' }).click()
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('green')
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('heading', { name: 'Clusters', level: 1 }).waitFor()
  })

  test('leads to the command, hides the code until it is asked for, and sees the cluster connect', async () => {
    const { page, open } = await it.signedIn()
    await open('/clusters')
    await page.getByRole('link', { name: 'Register a cluster' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('red')
    await page.getByText('The same from a terminal').click()
    await page.getByText('aws eks register-cluster').waitFor()
    await page.getByRole('button', { name: 'Register', exact: true }).click()
    await page.getByText('Waiting for the cluster…').first().waitFor()
    await page.getByText('podid cluster join red --server https://podid.example.com', { exact: true }).waitFor()
    await page.getByLabel('Address of this server').fill('https://10.0.0.1:4080')
    await page.getByText('podid cluster join red --server https://10.0.0.1:4080', { exact: true }).waitFor()
    await page.getByLabel('Address of this server').fill('http://10.0.0.1')
    await page.getByText('The cluster connects over TLS only').waitFor()

    expect(await page.content()).not.toContain('from-literal=code')
    await page.getByRole('button', { name: 'Show the code' }).click()
    const shown = await page.getByText('--from-literal=code=').innerText()
    const [, activationId] = /--from-literal=id=(\S+)/.exec(shown) ?? []
    const [, activationCode] = /--from-literal=code=(\S+)/.exec(shown) ?? []
    await page.getByRole('button', { name: 'Hide the code' }).click()
    expect(await page.content()).not.toContain(String(activationCode))
    expect(
      await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state])),
    ).not.toContain(String(activationCode))

    const { publicJwk } = await createSigningKey()
    const issuer = 'https://red.example'
    await it.world.any.call('podid', 'ActivateCluster', {
      ...{ activationId, activationCode, issuer },
      keys: [{ jwk: JSON.stringify(publicJwk) }],
    })
    await page.getByText('Waiting for the first report of its connector…').first().waitFor()
    await it.world.any.call('podid', 'PutClusterReport', {
      clusterName: 'red',
      kubernetesVersion: 'v1.36.0',
      nodeCount: 1,
    })
    await page.getByText('Its connector reports: Kubernetes v1.36.0, 1 node').first().waitFor()
    await page.getByRole('link', { name: 'Install the agent' }).click()
    await page.getByRole('heading', { name: 'Install eks-pod-identity-agent' }).waitFor()
  })

  test('after a reload the code is gone and the way is not: the activation is renewed', async () => {
    await it.world.any.call('eks', 'RegisterCluster', { name: 'later', connectorConfig })
    const { page, open } = await it.signedIn()
    await open('/clusters/later/connect')
    await page.getByText('The code was told once and is not kept.').waitFor()
    await page.getByRole('button', { name: 'Renew the activation' }).click()
    await page.getByText('later has a new activation code.').waitFor()
    await page.getByRole('button', { name: 'Show the code' }).click()
    await page.getByText('--from-literal=code=').waitFor()
    await page.reload()
    await page.getByText('The code was told once and is not kept.').waitFor()
  })
})
