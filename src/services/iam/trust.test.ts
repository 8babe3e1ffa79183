import { describe, expect, test } from 'bun:test'
import { arn, newAccount, trusting } from './iam.test-support'

const shown = (answer: unknown): string => decodeURIComponent(Object(Object(answer).Role).AssumeRolePolicyDocument)

async function withSomebody() {
  const account = newAccount()
  await account.call('CreateRole', { RoleName: 'Some', Path: '/p/', AssumeRolePolicyDocument: trusting({ AWS: '*' }) })
  await account.call('CreateUser', { UserName: 'Ann', Path: '/q/' })
  const role = await account.store.roles.get('some')
  const user = await account.store.users.get('ann')
  return { ...account, roleId: role?.id ?? '', userId: user?.id ?? '' }
}

describe('a trust policy', () => {
  test.each([
    { Service: ['ec2.amazonaws.com', 's3.us-east-1.amazonaws.com', 'ec2.amazonaws.com.cn', 'alexa-appkit.amazon.com'] },
    { Federated: ['accounts.google.com', 'cognito-identity.amazonaws.com', arn('saml-provider/corp')] },
    { Federated: arn('oidc-provider/token.actions.githubusercontent.com/') },
  ])('may name what AWS knows: %p', async (principal) => {
    const { call } = newAccount()
    const AssumeRolePolicyDocument = trusting(principal)
    expect(shown(await call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument }))).toBe(AssumeRolePolicyDocument)
  })

  test('is kept with ids and shown with ARNs, the rest as it was written', async () => {
    const { call, store, roleId, userId } = await withSomebody()
    const text = trusting({
      AWS: [
        arn('role/p/Some'),
        arn('user/q/Ann'),
        'arn:aws:sts::111122223333:assumed-role/Some/s',
        arn('root'),
        '111122223333',
        'arn:aws:iam::999999999999:role/other',
      ],
      Service: 'pods.eks.amazonaws.com',
      Federated: arn('oidc-provider/x'),
    }).replaceAll(',', ' ,\n ')
    expect(shown(await call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: text }))).toBe(text)
    const kept = (await store.roles.get('r'))?.trust
    expect(kept).toBe(
      text
        .replace('"arn:aws:sts::111122223333:assumed-role/Some/s"', JSON.stringify(`${roleId}:s`))
        .replace(JSON.stringify(arn('role/p/Some')), JSON.stringify(roleId))
        .replace(JSON.stringify(arn('user/q/Ann')), JSON.stringify(userId)),
    )
    expect(shown(await call('GetRole', { RoleName: 'r' }))).toBe(text)
  })

  test('trusts nobody who comes later under the same name', async () => {
    const { call, refusal, roleId, userId } = await withSomebody()
    const both = trusting({ AWS: [arn('role/p/Some'), arn('user/q/Ann')] })
    await call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: both })
    await call('DeleteRole', { RoleName: 'Some' })
    await call('CreateRole', { RoleName: 'Some', Path: '/p/', AssumeRolePolicyDocument: trusting({ AWS: '*' }) })
    await call('UpdateUser', { UserName: 'Ann', NewUserName: 'Beth' })
    const now = shown(await call('GetRole', { RoleName: 'r' }))
    expect(now).toBe(trusting({ AWS: [roleId, arn('user/q/Beth')] }))
    // Who is gone cannot be trusted anew, not even by id; who is there can.
    expect(await refusal('UpdateAssumeRolePolicy', { RoleName: 'r', PolicyDocument: now })).toBe(
      `MalformedPolicyDocument: Invalid principal in policy: "AWS":"${roleId}"`,
    )
    await call('UpdateAssumeRolePolicy', { RoleName: 'r', PolicyDocument: trusting({ AWS: userId }) })
    expect(shown(await call('GetRole', { RoleName: 'r' }))).toBe(trusting({ AWS: arn('user/q/Beth') }))
  })

  test('is shown with ARNs in lists, too', async () => {
    const { call } = await withSomebody()
    const text = trusting({ AWS: arn('role/p/Some') })
    await call('UpdateAssumeRolePolicy', { RoleName: 'Some', PolicyDocument: text })
    const { Roles } = await call('ListRoles')
    expect(shown({ Role: Object(Roles)[0] })).toBe(text)
  })
})
