import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Browser } from 'playwright-core'
import { startUp, type Up } from '../up'
import { skipped } from './browsing'
import { launch } from './chromium'
import { type Visit, visit } from './visit'

// Amazon's announcement of EKS Pod Identity, by clicks alone, on a real `podid up`: a role by the wizard, the agent as an add-on, an association;
// then the demo application, an ordinary program with the AWS SDK, lists its files.

const bucket = 'announcement'
const files = ['orders.csv', 'receipts.csv']
const application = join(import.meta.dir, '../../examples/list-files/app.mjs')

describe.skipIf(skipped)('the announcement, by clicks', () => {
  const made: { up?: Up; browser?: Browser; visit?: Visit } = {}
  const there = () => {
    const { up, browser, visit: window } = made
    if (up === undefined || browser === undefined || window === undefined) throw new Error('Nothing was started.')
    return { up, browser, ...window }
  }

  beforeAll(async () => {
    if (skipped) return
    made.up = await startUp()
    made.browser = await launch()
    made.visit = await visit(made.browser, made.up)
    const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = made.up.env
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY }
    const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials })
    await s3.send(new CreateBucketCommand({ Bucket: bucket }))
    for (const Key of files) await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'a,b\n' }))
  })
  afterAll(async () => {
    await made.browser?.close()
    await made.up?.stop()
  })

  test('the link that podid console prints signs in', async () => {
    const { up, page } = there()
    const { out } = await up.run('console', '--print')
    const [link = ''] = /http:\/\/\S+#sign-in=\S+/.exec(out) ?? []
    await page.goto(link)
    await page.getByRole('link', { name: 'local' }).waitFor()
  })

  test('the wizard makes a role that pods may have and that reads the bucket', async () => {
    const { page } = there()
    await page.getByRole('link', { name: 'Roles' }).click()
    await page.getByRole('link', { name: 'Create role' }).click()
    await page.getByRole('radio', { name: 'EKS – Pod Identity' }).check()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByLabel('Bucket name').fill(bucket)
    await page.getByRole('button', { name: 'Write the policy' }).click()
    await page.getByLabel('Policy name').fill('read-files')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByLabel('Role name').fill('list-files')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByRole('heading', { name: 'list-files', level: 1 }).waitFor()
  })

  test('the agent is got as an add-on, and is active while one looks', async () => {
    const { page } = there()
    await page.getByRole('navigation').getByRole('link', { name: 'Clusters' }).first().click()
    await page.getByRole('link', { name: 'local' }).click()
    await page.getByRole('tab', { name: 'Add-ons' }).click()
    await page.getByRole('link', { name: 'Get more add-ons' }).click()
    await page.getByText('eks-pod-identity-agent', { exact: true }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Active', { exact: true }).nth(1).waitFor()
  })

  test('the role is associated with a service account', async () => {
    const { page } = there()
    await page.getByRole('tab', { name: 'Access' }).click()
    await page.getByRole('link', { name: 'Create association' }).first().click()
    await page.getByLabel('Kubernetes namespace').fill('default')
    await page.getByLabel('Kubernetes service account').fill('list-files')
    await page.getByLabel('IAM role').fill('list-files')
    await page.getByRole('option', { name: /^list-files/ }).click()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page
      .getByText(/association .* created/i)
      .first()
      .waitFor()
  })

  test('the application of that service account lists the files; of another it may not', async () => {
    const { up } = there()
    const asPod = (account: string) =>
      up.run(
        ...['run', '--namespace', 'default', '--service-account', account, '--'],
        ...['env', `BUCKET=${bucket}`, process.execPath, application, '--once'],
      )
    const { out, code } = await asPod('list-files')
    expect({ code, files: files.filter((it) => out.includes(it)) }).toEqual({ code: 0, files })
    expect((await asPod('stranger')).code).not.toBe(0)
  })

  test('activity shows both, and explain says why the other may not', async () => {
    const { page } = there()
    await page.getByRole('link', { name: 'Activity' }).click()
    await page.getByText('default/list-files').first().waitFor()
    await page.getByText('default/stranger').first().waitFor()
    await page.getByRole('link', { name: 'Explain', exact: true }).click()
    await page.getByRole('heading', { name: 'Explain', level: 1 }).waitFor()
    await page.getByRole('combobox', { name: 'Cluster' }).fill('local')
    await page.getByRole('combobox', { name: 'Namespace' }).fill('default')
    await page.getByRole('combobox', { name: 'Service account' }).fill('stranger')
    await page.getByRole('button', { name: 'Explain' }).click()
    await page
      .getByText('The service account default/stranger of the cluster local has no association.')
      .first()
      .waitFor()
    expect(there().wrong).toEqual([])
  })
})
