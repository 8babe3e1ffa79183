import { describe, expect, test } from 'bun:test'
import { browsing, skipped } from './browsing'
import { marked, write } from './editing'
import { podsTrust } from './seeded'

describe.skipIf(skipped)('roles', () => {
  const it = browsing()
  const make = (RoleName: string, more: object = {}) =>
    it.world.any.call('iam', 'CreateRole', { RoleName, AssumeRolePolicyDocument: podsTrust, ...more })

  test('the list finds, sorts, and keeps both in its address', async () => {
    const { page, open } = await it.signedIn()
    await open('/roles')
    await page.getByRole('row', { name: /bastion .*No/ }).waitFor()
    await page.getByRole('row', { name: /orders-api .*Yes 2/ }).waitFor()
    await page.getByRole('searchbox', { name: 'Find roles by name' }).fill('r')
    await page.waitForURL(/name=r/)
    // By the keyboard: beneath the header that stays in sight, this one is hidden from the pointer.
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').first().press('Enter')
    await page.waitForURL(/order=descending/)
    await page.getByRole('link', { name: 'report-builder' }).click()
    await page.getByRole('heading', { name: 'report-builder', level: 1 }).waitFor()
    await page.goBack()
    await page.getByRole('row', { name: /report-builder/ }).waitFor()
    await page.reload()
    const names = page.getByRole('table', { name: 'Roles' }).getByRole('link')
    await names.first().waitFor()
    const shown = await names.allTextContents()
    expect(shown).toEqual([...shown].sort().reverse())
    expect(shown).not.toContain('bastion-x')
    await page.getByRole('searchbox', { name: 'Find roles by name' }).fill('no-such')
    await page.getByText('Nothing like that').first().waitFor()
  }, 90_000)

  test('a role that does not fit EKS Pod Identity says why, and is made to fit', async () => {
    const { page, open } = await it.signedIn()
    await open('/roles/bastion')
    await page.getByText('No statement lets pods.eks.amazonaws.com in.').first().waitFor()
    await page.getByRole('button', { name: 'Edit trust policy' }).click()
    await page.getByRole('button', { name: 'Add the statement' }).click()
    await page
      .getByText(/Lets pods \(EKS Pod Identity/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Save trust policy' }).click()
    await page.getByText('The trust policy of bastion was changed.').first().waitFor()
    await page.getByText('Fits', { exact: true }).first().waitFor()
  }, 90_000)

  test('its permissions in words; policies are attached, detached, written and deleted', async () => {
    await make('handled', { Description: 'Before' })
    const { page, open } = await it.signedIn()
    await open('/roles/handled/permissions')
    await page.getByText('This role permits nothing yet').first().waitFor()
    await page.getByRole('link', { name: 'Attach policies' }).click()
    await page.getByRole('checkbox', { name: 'Choose AmazonS3ReadOnlyAccess' }).check()
    await page.getByRole('button', { name: 'Attach', exact: true }).click()
    await page.getByText('One policy was attached to handled.').first().waitFor()
    await page
      .getByText(/actions like/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Detach AmazonS3ReadOnlyAccess' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Detach', exact: true }).click()
    await page.getByText('This role permits nothing yet').first().waitFor()

    await page.getByRole('link', { name: 'Add inline policy' }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('own')
    await write(
      page,
      'Policy document',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:GetCallerIdentity","Resource":"*"}]}',
    )
    await page.getByRole('button', { name: 'Add policy' }).click()
    await page.getByText('The inline policy own was added.').first().waitFor()
    await page.getByRole('button', { name: 'Delete own' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('button', { name: 'Delete policy' }).isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('own')
    await dialog.getByRole('button', { name: 'Delete policy' }).click()
    await page.getByText('This role permits nothing yet').first().waitFor()
  }, 90_000)

  test('description, longest session, boundary and tags', async () => {
    await make('described')
    const { page, open } = await it.signedIn()
    await open('/roles/described')
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Description').fill('After')
    await dialog.getByLabel('Longest session in hours').fill('13')
    await dialog.getByText('A session may last from 1 to 12 hours.').first().waitFor()
    await dialog.getByLabel('Longest session in hours').fill('2.5')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('2 hours 30 minutes').first().waitFor()

    await page.getByRole('tab', { name: 'Permissions boundary' }).click()
    await page.waitForURL(/\/boundary$/)
    await page.getByRole('button', { name: 'Set boundary' }).click()
    await page.getByRole('radio', { name: 'Choose AmazonS3FullAccess' }).check()
    await page.getByRole('button', { name: 'Set boundary' }).click()
    await page.getByText('The permissions boundary was set.').first().waitFor()
    await page.getByRole('button', { name: 'Remove boundary' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText('None: the role permits what its policies allow.').first().waitFor()

    await page.getByRole('tab', { name: 'Tags' }).click()
    await page.getByRole('button', { name: 'Add a tag' }).click()
    await page.getByLabel('Key of tag 1').fill('team')
    await page.getByLabel('Value of tag 1').fill('shop')
    await page.getByRole('button', { name: 'Save tags' }).click()
    await page.getByText('The tags of described were changed.').first().waitFor()
    const { Role } = await it.world.any.call('iam', 'GetRole', { RoleName: 'described' })
    expect(Role).toMatchObject({
      Description: 'After',
      MaxSessionDuration: 9_000,
      Tags: [{ Key: 'team', Value: 'shop' }],
    })
  }, 90_000)

  test('who uses it, of all clusters, and what a simulation says with the statement that decides', async () => {
    await it.world.any.call('iam', 'PutRolePolicy', {
      RoleName: 'orders-api',
      PolicyName: 'never',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Sid: 'Any', Effect: 'Allow', Action: 's3:*', Resource: '*' },
          {
            Sid: 'NotFinance',
            Effect: 'Deny',
            Action: 's3:*',
            Resource: '*',
            Condition: { StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'finance' } },
          },
        ],
      }),
    })
    const { page, open } = await it.signedIn()
    await open('/roles/orders-api/used-by')
    await page.getByRole('row', { name: /local default app/ }).waitFor()
    await page.getByRole('row', { name: /blue shop orders-api/ }).waitFor()
    await page.getByRole('table', { name: 'Recent exchanges' }).getByText('Credentials given').first().waitFor()

    await page.getByRole('tab', { name: 'Test' }).click()
    await page.getByRole('combobox', { name: 'Actions' }).fill('s3:Get*')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByText('Name a service and an action, without wildcards').first().waitFor()
    await page.getByRole('combobox', { name: 'Actions' }).fill('s3:PutObject')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    const results = page.getByRole('table', { name: 'Results' })
    await results.getByText('Asked for and not said: aws:PrincipalTag/kubernetes-namespace').first().waitFor()
    await results.getByText('Allowed', { exact: true }).first().waitFor()
    await marked(page, 'decides-allow').first().waitFor()
    await page.getByLabel('aws:PrincipalTag/kubernetes-namespace').fill('finance')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await results.getByText('Denied', { exact: true }).first().waitFor()
    await page
      .getByText(/NotFinance \(Deny\), lines/)
      .first()
      .waitFor()
    await marked(page, 'decides-deny').first().waitFor()
  }, 90_000)

  test('deleting names what stands in the way, offers to remove it, and wants the name typed', async () => {
    await make('doomed')
    const RoleName = 'doomed'
    await it.world.any.call('iam', 'PutRolePolicy', {
      RoleName,
      PolicyName: 'own',
      PolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    })
    await it.world.any.call('iam', 'AttachRolePolicy', {
      RoleName,
      PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    })
    const { page, open } = await it.signedIn()
    await open('/roles/doomed')
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('the inline policy own, which goes with it').first().waitFor()
    await dialog
      .getByText(/the attached policy .*AmazonS3ReadOnlyAccess, which stays/)
      .first()
      .waitFor()
    await dialog.getByRole('textbox').fill('doomed')
    await dialog.getByRole('button', { name: 'Delete role' }).click()
    await dialog
      .getByText(/must detach all policies first\. Policies are attached to this role: detach them/)
      .first()
      .waitFor()
    await dialog.getByLabel('Detach and delete them first').check()
    await dialog.getByRole('button', { name: 'Delete role' }).click()
    await page.getByText('The role doomed was deleted.').first().waitFor()
    await page.waitForURL(/\/roles$/)
    await expect(it.world.any.call('iam', 'GetRole', { RoleName })).rejects.toThrow('cannot be found')
  }, 90_000)

  test('what registration made cannot be changed, and says whose it is', async () => {
    const { roles } = Object(await it.world.any.call('podid', 'SearchRoles', { nameContains: 'podid-connector' }))
    const { page, open } = await it.signedIn()
    await open(`/roles/${roles[0].roleName}`)
    await page.getByText('This role belongs to a cluster').first().waitFor()
    for (const name of ['Edit', 'Delete', 'Edit trust policy'])
      expect(await page.getByRole('button', { name, exact: true }).isDisabled()).toBe(true)
  }, 90_000)

  test('who may not see roles is told so, and why; a role that is not there too', async () => {
    const { page, open } = await it.visit({ as: it.world.nobody })
    await open('/roles')
    await page.getByText('You may not list roles').first().waitFor()
    await page.getByText('No policy allows podid:SearchRoles.').first().waitFor()
    await open('/roles/orders-api')
    await page.getByText('You may not see this role').first().waitFor()
    const admin = await it.signedIn()
    await admin.open('/roles/nix')
    await admin.page.getByText('The role with name nix cannot be found.').first().waitFor()
  }, 90_000)
})
