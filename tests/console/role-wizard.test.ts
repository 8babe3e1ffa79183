import { describe, expect, test } from 'bun:test'
import { browsing, skipped } from './browsing'
import { write } from './editing'

const refused = {
  status: 409,
  contentType: 'text/xml',
  body: '<ErrorResponse><Error><Type>Sender</Type><Code>LimitExceeded</Code><Message>Cannot exceed quota for PoliciesPerRole: 1</Message></Error><RequestId>r</RequestId></ErrorResponse>',
}

describe.skipIf(skipped)('the wizard that makes roles', () => {
  const it = browsing()
  const role = async (RoleName: string) => {
    const { Role } = await it.world.any.call('iam', 'GetRole', { RoleName })
    const { AssumeRolePolicyDocument = '', ...rest } = Object(Role)
    return { ...rest, trust: JSON.parse(decodeURIComponent(AssumeRolePolicyDocument)) }
  }

  test('EKS – Pod Identity: conditions as fields, a managed and an own policy, and back with the role chosen', async () => {
    const { page, open } = await it.signedIn()
    const then = encodeURIComponent('/clusters/blue/associations/new?namespace=shop')
    await open(`/roles/new?cluster=blue&namespace=shop&then=${then}`)
    await page.getByLabel('Service account').fill('cart, basket')
    await page
      .getByText(/the pod's service account/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Next', exact: true }).click()

    await page.getByRole('searchbox', { name: 'Find policies by name' }).fill('s3read')
    await page.getByRole('checkbox', { name: 'Choose AmazonS3ReadOnlyAccess' }).check()
    await page.getByLabel('Bucket name').fill('carts')
    await page.getByRole('button', { name: 'Write the policy' }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByText('Give the policy a name.').first().waitFor()
    await page.getByLabel('Policy name').fill('carts')
    await page.getByRole('button', { name: 'Next', exact: true }).click()

    await page.getByText('on all objects in the bucket carts').first().waitFor()
    await page
      .getByText(/actions like/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByText('Give the role a name.').first().waitFor()
    await page.getByLabel('Role name').fill('cart')
    await page.getByLabel('Description').fill('The cart')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.waitForURL(/\/clusters\/blue\/associations\/new\?/)
    expect(new URL(page.url()).searchParams.get('role')).toBe(`arn:aws:iam::${it.world.server.account}:role/cart`)
    expect(new URL(page.url()).searchParams.get('namespace')).toBe('shop')

    const made = await role('cart')
    expect(made.Description).toBe('The cart')
    expect(made.trust.Statement[0].Condition).toEqual({
      ArnEquals: { 'aws:SourceArn': `arn:aws:eks:us-east-1:${it.world.server.account}:cluster/blue` },
      StringEquals: {
        'aws:RequestTag/kubernetes-namespace': 'shop',
        'aws:RequestTag/kubernetes-service-account': ['cart', 'basket'],
      },
    })
    expect(await it.world.any.call('iam', 'ListRolePolicies', { RoleName: 'cart' })).toMatchObject({
      PolicyNames: ['carts'],
    })
    expect(await it.world.any.call('iam', 'ListAttachedRolePolicies', { RoleName: 'cart' })).toMatchObject({
      AttachedPolicies: [{ PolicyName: 'AmazonS3ReadOnlyAccess' }],
    })
  }, 90_000)

  test('a custom trust policy is checked before the step is left; nowhere but the console is come back to', async () => {
    const { page, open } = await it.signedIn()
    await open('/roles/new?then=//evil.example/')
    await page.getByRole('radio', { name: 'Custom trust policy' }).check()
    await write(
      page,
      'Trust policy',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}',
    )
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByText('Line 1, column 38: Missing required field Principal').first().waitFor()
    await page.getByRole('heading', { name: 'Trusted entity' }).waitFor()
    const trust =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}'
    await write(page, 'Trust policy', trust)
    await page.getByText('Lets anyone assume this role.').first().waitFor()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByLabel('Role name').fill('open')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByText('The role open was created.').first().waitFor()
    await page.waitForURL((url) => url.pathname === '/console/roles/open/permissions')
    expect((await role('open')).trust).toEqual(JSON.parse(trust))
  }, 90_000)

  test('a failure in the middle says what was made and what not, and goes on', async () => {
    const { page, open } = await it.signedIn()
    await open('/roles/new')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Choose AmazonS3ReadOnlyAccess' }).check()
    await page.getByRole('checkbox', { name: 'Choose AmazonS3FullAccess' }).check()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByLabel('Role name').fill('half')
    // The second attachment is refused, once.
    let attachments = 0
    await page.route('**/*', (route) => {
      const attaches = route.request().postData()?.includes('Action=AttachRolePolicy') === true
      if (attaches) attachments += 1
      return attaches && attachments === 2 ? route.fulfill(refused) : route.continue()
    })
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByRole('heading', { name: 'half was made, but not everything' }).waitFor()
    const steps = page.getByRole('list', { name: 'What is done' })
    await steps.getByText('Create the role half: done').first().waitFor()
    await steps
      .getByText(/^Attach AmazonS3\w+: done$/)
      .first()
      .waitFor()
    await steps
      .getByText(/^Attach AmazonS3\w+: failed$/)
      .first()
      .waitFor()
    await page.getByText('Cannot exceed quota for PoliciesPerRole: 1').first().waitFor()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('The role half was created.').first().waitFor()
    const { AttachedPolicies } = await it.world.any.call('iam', 'ListAttachedRolePolicies', { RoleName: 'half' })
    expect(AttachedPolicies).toHaveLength(2)
    expect(attachments).toBe(3)
  }, 90_000)

  test('a name that is taken is told, and another one does', async () => {
    const { page, open } = await it.signedIn()
    await open('/roles/new')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByLabel('Role name').fill('ledger')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByText('Role with name ledger already exists.').first().waitFor()
    await page.getByLabel('Role name').fill('ledger-2')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByText('The role ledger-2 was created.').first().waitFor()
  }, 90_000)
})
