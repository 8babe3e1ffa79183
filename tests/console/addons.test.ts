import { describe, expect, test } from 'bun:test'
import { browsing, skipped } from './browsing'

const it = browsing()
const agent = 'eks-pod-identity-agent'
const driver = 'aws-ebs-csi-driver'

const told = (addonName: string, status: string, issues: readonly unknown[] = [], clusterName = 'blue') =>
  it.world.any.call('podid', 'PutAddonState', { clusterName, addonName, status, issues })

async function described(addonName: string, clusterName = 'blue'): Promise<unknown> {
  return (await it.world.any.call('eks', 'DescribeAddon', { clusterName, addonName })).addon
}

describe.skipIf(skipped)('add-ons', () => {
  test('from nothing to active, live: chosen, set by fields, created, told by its cluster', async () => {
    const { page, open } = await it.signedIn()
    await open('/clusters/local/add-ons')
    await page.getByText('No add-ons yet').waitFor()
    await page.getByRole('link', { name: 'Get more add-ons' }).click()
    await page.getByText(agent, { exact: true }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('heading', { name: `Install ${agent}`, level: 1 }).waitFor()
    await page.getByLabel('Log level').click()
    await page.getByRole('option', { name: 'debug' }).click()
    await page.getByLabel('Max cache size').fill('many')
    await page.getByText('Give a number.').waitFor()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Something above does not fit yet.', { exact: true }).waitFor()
    await page.getByLabel('Max cache size').fill('5000')
    await page.getByText('The same from a terminal').click()
    await page.getByText('aws eks create-addon').waitFor()
    await page.getByRole('tab', { name: 'Terraform' }).click()
    await page.getByText('resource "aws_eks_addon" "eks_pod_identity_agent"').waitFor()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('tabpanel').getByText('Creating', { exact: true }).waitFor()
    expect(await described(agent, 'local')).toMatchObject({
      addonVersion: 'v1.3.10-eksbuild.1',
      configurationValues: JSON.stringify({ agent: { logLevel: 'debug', maxCacheSize: 5000 } }, null, 2),
    })
    const issue = { code: 'InsufficientNumberOfReplicas', message: 'On 1 of 3 nodes no agent answers.' }
    await told(agent, 'DEGRADED', [issue], 'local')
    await page.getByRole('tabpanel').getByText('Degraded', { exact: true }).waitFor()
    await page.getByText('Too few of its pods are ready.').waitFor()
    await page.getByText(issue.message).waitFor()
    await told(agent, 'ACTIVE', [], 'local')
    await page.getByText(issue.message).waitFor({ state: 'detached' })
  })

  test('settings are written as YAML, refused with their place, and kept as they were written', async () => {
    const { page, open } = await it.signedIn()
    await open(`/clusters/blue/add-ons/${agent}/edit`)
    await page.getByText('Max cache size').waitFor()
    await page.getByRole('button', { name: 'JSON or YAML' }).click()
    const editor = page.getByRole('textbox', { name: /Settings as JSON or YAML/ })
    await editor.focus()
    await page.keyboard.insertText('agent:\n  logLevel: loud')
    await page.getByText('$.agent.logLevel: does not have a value in the enumeration').waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('agent: [')
    await page.getByText(/Line 1, column \d+: /).waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('agent:\n  logLevel: warn # quiet\n')
    await page.getByText(/Line 1, column \d+: /).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(`The add-on ${agent} is being changed.`).waitFor()
    await page.getByRole('tabpanel').getByText('Updating', { exact: true }).waitFor()
    expect(await described(agent)).toMatchObject({ configurationValues: 'agent:\n  logLevel: warn # quiet' })
    await told(agent, 'ACTIVE')
    await page.getByRole('tabpanel').getByText('Updating', { exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByText('# quiet').waitFor()
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('heading', { name: 'Add-ons' }).waitFor()
  })

  test('pods of one get a role of their own; it goes with the add-on, and stays where it is preserved', async () => {
    const { page, open } = await it.signedIn()
    await open(`/clusters/blue/add-ons/get/${driver}`)
    const role = page.getByLabel('Role of ebs-csi-controller-sa')
    await role.fill('nothing')
    await page.keyboard.press('Escape')
    await page.getByText('Choose a role, or give its ARN.').waitFor()
    await role.fill('ledg')
    await page.getByRole('option', { name: /^ledger/ }).click()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const card = page.getByRole('link', { name: 'ledger' })
    await card.waitFor()
    await told(driver, 'ACTIVE')
    await page.getByRole('button', { name: `Remove ${driver}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 association of its own goes with it.').waitFor()
    await dialog.getByLabel('Preserve what is installed on the cluster').check()
    await dialog.getByText('nobody looks after it any more. Its associations stay').waitFor()
    await dialog.getByText('The same from a terminal').click()
    await dialog.getByText('--preserve').waitFor()
    await dialog.getByRole('textbox').fill(driver)
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText(`${driver} is let go; it keeps running.`).waitFor()
    await page.getByRole('tabpanel').getByText('Deleting', { exact: true }).waitFor()
    await told(driver, 'DELETED')
    await page.getByRole('heading', { name: driver }).waitFor({ state: 'detached' })
    const left = await it.world.any.call('podid', 'SearchAssociations', {
      ...{ clusterName: 'blue', namespace: 'kube-system', serviceAccount: 'ebs-csi-controller-sa' },
    })
    expect(left).toMatchObject({ count: 1 })
    expect(left.associations).toEqual([expect.not.objectContaining({ ownerArn: expect.anything() })])
  })

  test('what is there cannot be got again; what nobody knows is told so; who may not, why', async () => {
    const { page, open } = await it.signedIn()
    await open('/clusters/blue/add-ons/get')
    await page.getByText('Installed', { exact: true }).waitFor()
    expect(await page.getByRole('radio', { name: `Choose ${agent}` }).isDisabled()).toBe(true)
    await open('/clusters/blue/add-ons/get/nothing-like-it')
    await page.getByText('There is no such add-on').waitFor()
    const other = await it.visit({ as: it.world.nobody })
    await other.open('/clusters/blue/add-ons/get')
    await other.page.getByText('You may not see which add-ons there are').waitFor()
  })
})
