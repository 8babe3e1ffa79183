import { describe, expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { everything, idOf, keyOf, roleForAnotherNamespace } from './associations-world'
import { browsing, skipped } from './browsing'
import { seeded } from './seeded'
import { signIn } from './visit'

const newPath = '/clusters/blue/associations/new'

async function fill(page: Page, namespace: string, serviceAccount: string, role: string): Promise<void> {
  await page.getByLabel('Kubernetes namespace').fill(namespace)
  await page.getByLabel('Kubernetes service account').fill(serviceAccount)
  await page.getByLabel('IAM role').fill(role)
}

const create = (page: Page) => page.getByRole('button', { name: 'Create', exact: true }).click()

describe.skipIf(skipped)('the form of an association', () => {
  const hostile = '<img src=x onerror=alert(1)>\u202Egnp'
  const it = browsing(async () => {
    const world = await seeded()
    await roleForAnotherNamespace(world)
    const items = [{ kind: 'NAMESPACE', name: hostile }]
    await world.any.call('podid', 'PutClusterReport', { clusterName: 'blue', listing: 'one', items })
    return world
  })
  const arn = (role: string) => `arn:aws:iam::${it.world.server.account}:role/${role}`

  test('an association is made from what the cluster has, and what will happen is said before', async () => {
    const { page, open } = await it.signedIn()
    await open(newPath)
    await page.getByLabel('Kubernetes namespace').click()
    // A name that a cluster tells is text, whatever it holds.
    await page.getByRole('option', { name: '<img src=x' }).waitFor()
    expect(await page.locator('img[src=x]').count()).toBe(0)
    await page.getByRole('option', { name: 'default' }).click()
    await page.getByLabel('Kubernetes service account').fill('nobody-yet')
    await page.getByText('The namespace default has no such service account yet.').waitFor()
    await page.getByLabel('Kubernetes service account').fill('app')
    await page.getByText('has no such service account yet').waitFor({ state: 'detached' })

    await page.getByLabel('IAM role').click()
    const option = (name: string) => page.getByRole('option').filter({ hasText: name })
    await option('finance-only').getByText('Trust policy does not fit').waitFor()
    await option('bastion').getByText('does not allow sts:AssumeRole and sts:TagSession').waitFor()
    await option('ledger').getByText('Trust policy fits').waitFor()
    await page.getByLabel('IAM role').fill('orders')
    await option('ledger').waitFor({ state: 'detached' })
    await option('orders-api').click()
    expect(await page.getByLabel('IAM role').inputValue()).toBe(arn('orders-api'))
    await page.getByText('Its trust policy lets EKS give it to pods of default/app in the cluster blue.').waitFor()

    await page
      .getByText(
        'Pods of the service account app in namespace default of cluster blue will act as the role orders-api.',
      )
      .waitFor()
    await page.getByText('Pods that run already were admitted without it: start them anew.').waitFor()
    await page.getByRole('button', { name: 'The same from a terminal' }).click()
    await page.getByText('aws eks create-pod-identity-association').waitFor()
    await page.getByRole('tab', { name: 'Terraform' }).click()
    await page.getByText('resource "aws_eks_pod_identity_association" "app" {').waitFor()

    await page.getByRole('button', { name: 'Add a tag' }).click()
    await page.getByLabel('Key of tag 1').fill('team')
    await page.getByLabel('Value of tag 1').fill('shop')
    await create(page)
    await page.getByRole('heading', { level: 1, name: 'default/app' }).waitFor()
    await page.getByText('The association is there').waitFor()
    const associationId = await idOf(it.world, 'blue', 'app')
    const { association } = await it.world.any.call('eks', 'DescribePodIdentityAssociation', {
      clusterName: 'blue',
      associationId,
    })
    expect(association).toMatchObject({ roleArn: arn('orders-api'), tags: { team: 'shop' }, disableSessionTags: false })
  })

  test('what is wrong stands beside its field, by our own reading and by the server’s', async () => {
    const { page, open } = await it.signedIn()
    // Errors stand twice: beside the field, and where they are read aloud.
    const told = (text: string | RegExp) => page.getByText(text).first()
    await open(newPath)
    await create(page)
    for (const text of ['Say which namespace.', 'Say which service account.', 'Choose the role.'])
      await told(text).waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true')
    await fill(page, 'Shop', 'orders-api', 'arn:aws:iam::999999999999:role/x')
    await told('A namespace has lower-case letters').waitFor()
    await told(`Only a role of this account (${it.world.server.account}) can be given`).waitFor()

    await fill(page, 'shop', 'orders-api', arn('bastion'))
    await create(page)
    await told('Trust policy of the role provided is invalid.').waitFor()
    await page.getByLabel('IAM role').fill(arn('orders-api'))
    await page.getByText('Trust policy of the role provided is invalid.').waitFor({ state: 'detached' })
    await create(page)
    await told(/Association already exists: a-/).waitFor()
    await page.getByRole('link', { name: 'Open it' }).waitFor()
  })

  test('a session policy is checked as it is typed, and goes with sessions without tags', async () => {
    const { page, open } = await it.signedIn()
    await open(newPath)
    await fill(page, 'default', 'limited', arn('orders-api'))
    await page.getByRole('button', { name: 'Add a session policy' }).click()
    expect(await page.getByLabel('Tag the sessions').isDisabled()).toBe(true)
    await page.getByText('They may do only what both the role and the session policy allow.').waitFor()
    const editor = page.getByRole('textbox', { name: 'Session policy' })
    await editor.focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText('{"Version":"2012-10-17","Statement":[{"Effect":"Perhaps"}]}')
    await page
      .getByText(/^Line 1, column \d+: /)
      .first()
      .waitFor()
    await create(page)
    await page
      .getByText(/^Line 1, column \d+: /)
      .first()
      .waitFor()
    expect(new URL(page.url()).pathname).toEndWith('/associations/new')
    await page.getByRole('button', { name: 'Remove the session policy' }).click()
    expect(await page.getByLabel('Tag the sessions').isChecked()).toBe(true)
  })

  test('nothing half filled in is left unasked, and it is there again after a reload', async () => {
    const { page, open } = await it.signedIn()
    await open(newPath)
    await page.getByLabel('Kubernetes namespace').fill('finance')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog', { name: 'Leave this page?' }).getByRole('button', { name: 'Stay' }).click()
    page.once('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await page.getByLabel('Kubernetes namespace').waitFor()
    expect(await page.getByLabel('Kubernetes namespace').inputValue()).toBe('finance')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog', { name: 'Leave this page?' }).getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('heading', { name: /Pod Identity associations/ }).waitFor()
    await open(newPath)
    expect(await page.getByLabel('Kubernetes namespace').inputValue()).toBe('')
  })

  test('a role is made for it on the way, and what was filled in waits', async () => {
    const { page, open } = await it.signedIn()
    await open(newPath)
    await fill(page, 'finance', 'auditor', '')
    await page.getByRole('button', { name: 'Add a tag' }).click()
    await page.getByLabel('Key of tag 1').fill('team')
    await page.getByRole('link', { name: 'Create a role for this' }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByLabel('Role name').fill('auditor')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByRole('heading', { level: 1, name: 'Create Pod Identity association' }).waitFor()
    expect(await page.getByLabel('IAM role').inputValue()).toBe(arn('auditor'))
    expect(await page.getByLabel('Kubernetes service account').inputValue()).toBe('auditor')
    expect(await page.getByLabel('Key of tag 1').inputValue()).toBe('team')
    await page.getByText('lets EKS give it to pods of finance/auditor').waitFor()
  })

  test('when the session is over, the form waits for the person to sign in again', async () => {
    const as = await keyOf(it.world, 'short', everything)
    const { page, open } = await it.visit({ as })
    await open(newPath)
    await fill(page, 'finance', 'patient', arn('ledger'))
    await page.getByText('lets EKS give it to pods of finance/patient').waitFor()
    await it.world.any.call('iam', 'DeleteAccessKey', { UserName: 'short', AccessKeyId: as.accessKeyId })
    // The page may have noticed by itself, and ask over the form already: no pointer is in the way of this.
    await page.getByRole('button', { name: 'Create', exact: true }).dispatchEvent('click')
    await page.getByText('Your session has ended').waitFor()
    await signIn(page, it.world.server.credentials)
    expect(await page.getByLabel('Kubernetes service account').inputValue()).toBe('patient')
    await create(page)
    await page.getByRole('heading', { level: 1, name: 'finance/patient' }).waitFor()
  })
})
