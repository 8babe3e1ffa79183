import { describe, expect, test } from 'bun:test'
import { arn, document, newAccount, trust } from './iam.test-support'

const created = new Date('2026-01-02T03:04:05Z')

describe('a role', () => {
  test('is told as AWS tells it', async () => {
    const { call } = newAccount()
    const asked = {
      RoleName: 'Reader',
      Path: '/team/a/',
      AssumeRolePolicyDocument: trust,
      Description: "It's (a) *role*!",
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'Team', Value: 'a' }],
    }
    const { Role: made } = await call('CreateRole', asked)
    const basics = {
      Path: '/team/a/',
      RoleName: 'Reader',
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      Arn: arn('role/team/a/Reader'),
      CreateDate: created,
      AssumeRolePolicyDocument: encodeURIComponent(trust),
    }
    expect(made).toEqual({ ...basics, Tags: asked.Tags })
    const { Role: got } = await call('GetRole', { RoleName: 'reader' })
    const described = { ...basics, Description: asked.Description }
    expect(got).toEqual({ ...described, MaxSessionDuration: 7200, RoleLastUsed: {}, Tags: asked.Tags })
    expect(await call('ListRoles')).toEqual({ Roles: [{ ...described, MaxSessionDuration: 7200 }], IsTruncated: false })
    const { Role: changed } = await call('UpdateRoleDescription', { RoleName: 'Reader', Description: 'other' })
    expect(changed).toEqual({ ...basics, Description: 'other' })
  })

  test('without tags, boundary or description has none of them', async () => {
    const { call } = newAccount()
    const { Role: made } = await call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust })
    const { Role: got } = await call('GetRole', { RoleName: 'r' })
    const present = (it: unknown) =>
      Object.entries(Object(it))
        .filter(([, value]) => value !== undefined)
        .map(([name]) => name)
        .sort()
    expect(present(made)).toEqual(['Arn', 'AssumeRolePolicyDocument', 'CreateDate', 'Path', 'RoleId', 'RoleName'])
    expect(present(got)).toEqual([...present(made), 'MaxSessionDuration', 'RoleLastUsed'].sort())
    expect(got).toMatchObject({ Path: '/', MaxSessionDuration: 3600 })
  })

  test('keeps what an update does not say', async () => {
    const { call } = newAccount()
    await call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust, Description: 'one' })
    await call('UpdateRole', { RoleName: 'r', MaxSessionDuration: 7200 })
    expect(await call('GetRole', { RoleName: 'r' })).toMatchObject({
      Role: { Description: 'one', MaxSessionDuration: 7200 },
    })
    await call('UpdateRole', { RoleName: 'r', Description: 'two' })
    expect(await call('GetRole', { RoleName: 'r' })).toMatchObject({
      Role: { Description: 'two', MaxSessionDuration: 7200 },
    })
  })

  test('tells when it was last used', async () => {
    const { call, store } = newAccount()
    await call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust })
    await store.roles.update('r', (row) => ({ ...row, lastUsed: { at: created.getTime(), region: 'us-east-1' } }))
    expect(await call('GetRole', { RoleName: 'r' })).toMatchObject({
      Role: { RoleLastUsed: { LastUsedDate: created, Region: 'us-east-1' } },
    })
  })

  test('made again under the same name is another', async () => {
    const { call, store } = newAccount()
    const role = { RoleName: 'r', AssumeRolePolicyDocument: trust }
    await call('CreateRole', role)
    const before = await store.roles.get('r')
    await call('DeleteRole', { RoleName: 'R' })
    expect(await store.roles.count()).toBe(0)
    await call('CreateRole', role)
    expect((await store.roles.get('r'))?.id).not.toBe(before?.id)
  })

  test('is in no instance profile', async () => {
    const { call } = newAccount()
    await call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust })
    expect(await call('ListInstanceProfilesForRole', { RoleName: 'r' })).toEqual({
      InstanceProfiles: [],
      IsTruncated: false,
    })
  })
})

for (const [title, make] of [
  ['Role', { RoleName: 'Some', AssumeRolePolicyDocument: trust }],
  ['User', { UserName: 'Some' }],
] as const) {
  const of = { [`${title}Name`]: 'some' }
  const word = title.toLowerCase()

  describe(`of a ${word}`, () => {
    test('inline policies are kept as given, by their names', async () => {
      const { call } = newAccount()
      await call(`Create${title}`, make)
      const spaced = `${document}\n  `
      for (const PolicyName of ['b', 'a', 'A']) {
        await call(`Put${title}Policy`, { ...of, PolicyName, PolicyDocument: spaced })
      }
      await call(`Put${title}Policy`, { ...of, PolicyName: 'b', PolicyDocument: document })
      expect(await call(`List${title}Policies`, of)).toEqual({ PolicyNames: ['A', 'a', 'b'], IsTruncated: false })
      expect(await call(`Get${title}Policy`, { ...of, PolicyName: 'a' })).toEqual({
        [`${title}Name`]: 'Some',
        PolicyName: 'a',
        PolicyDocument: encodeURIComponent(spaced).replaceAll('*', '%2A'),
      })
      await call(`Delete${title}Policy`, { ...of, PolicyName: 'a' })
      expect(await call(`List${title}Policies`, of)).toEqual({ PolicyNames: ['A', 'b'], IsTruncated: false })
    })

    test('replacing a long inline policy counts the new one only, and white space not at all', async () => {
      const { call, refusal } = newAccount()
      const long = document.replace('GetObject', `${'G'.repeat(1900)}`)
      await call(`Create${title}`, make)
      const put = { ...of, PolicyName: 'a', PolicyDocument: `${long}${' '.repeat(20000)}` }
      await call(`Put${title}Policy`, put)
      expect(await refusal(`Put${title}Policy`, put)).toBe('no refusal')
    })

    test('managed policies come and go, and the policy knows', async () => {
      const { call } = newAccount()
      await call(`Create${title}`, make)
      await call('CreatePolicy', { PolicyName: 'p', Path: '/x/', PolicyDocument: document })
      const PolicyArn = arn('policy/x/p')
      const aws = 'arn:aws:iam::aws:policy/AmazonS3FullAccess'
      for (const it of [aws, PolicyArn, PolicyArn]) await call(`Attach${title}Policy`, { ...of, PolicyArn: it })
      expect(await call(`ListAttached${title}Policies`, of)).toEqual({
        AttachedPolicies: [
          { PolicyName: 'AmazonS3FullAccess', PolicyArn: aws },
          { PolicyName: 'p', PolicyArn },
        ],
        IsTruncated: false,
      })
      expect(await call(`ListAttached${title}Policies`, { ...of, PathPrefix: '/x/' })).toMatchObject({
        AttachedPolicies: [{ PolicyName: 'p' }],
      })
      expect(await call('GetPolicy', { PolicyArn })).toMatchObject({ Policy: { AttachmentCount: 1 } })
      await call(`Detach${title}Policy`, { ...of, PolicyArn })
      expect(await call('GetPolicy', { PolicyArn })).toMatchObject({ Policy: { AttachmentCount: 0 } })
      expect(await call(`ListAttached${title}Policies`, of)).toMatchObject({ AttachedPolicies: [{ PolicyArn: aws }] })
    })

    test('the boundary is set, changed, taken away, and goes with its bearer', async () => {
      const { call, store } = newAccount()
      const [one, other] = [arn('policy/one'), arn('policy/other')]
      for (const PolicyName of ['one', 'other']) await call('CreatePolicy', { PolicyName, PolicyDocument: document })
      const usedAs = async (): Promise<unknown> => {
        const uses = [one, other].map(async (PolicyArn) => {
          const { Policy } = await call('GetPolicy', { PolicyArn })
          return Object(Policy).PermissionsBoundaryUsageCount
        })
        return Promise.all(uses)
      }
      const told = async (): Promise<unknown> => Object((await call(`Get${title}`, of))[title]).PermissionsBoundary
      await call(`Create${title}`, { ...make, PermissionsBoundary: one })
      expect(await told()).toEqual({ PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: one })
      expect(await usedAs()).toEqual([1, 0])
      await call(`Put${title}PermissionsBoundary`, { ...of, PermissionsBoundary: other })
      expect(await told()).toMatchObject({ PermissionsBoundaryArn: other })
      expect(await usedAs()).toEqual([0, 1])
      await call(`Delete${title}PermissionsBoundary`, of)
      await call(`Delete${title}PermissionsBoundary`, of)
      expect(await told()).toBeUndefined()
      expect(await usedAs()).toEqual([0, 0])
      await call(`Put${title}PermissionsBoundary`, { ...of, PermissionsBoundary: one })
      await call(`Delete${title}`, of)
      expect(await store.attachments.count()).toBe(0)
    })

    test('tags are set without regard to case, told in order and removed', async () => {
      const { call } = newAccount()
      await call(`Create${title}`, { ...make, Tags: [{ Key: 'Team', Value: 'a' }] })
      await call(`Tag${title}`, {
        ...of,
        Tags: [
          { Key: 'team', Value: 'b' },
          { Key: 'Env', Value: '' },
        ],
      })
      expect(await call(`List${title}Tags`, of)).toEqual({
        Tags: [
          { Key: 'Env', Value: '' },
          { Key: 'team', Value: 'b' },
        ],
        IsTruncated: false,
      })
      await call(`Untag${title}`, { ...of, TagKeys: ['TEAM', 'nothing'] })
      expect(await call(`List${title}Tags`, of)).toMatchObject({ Tags: [{ Key: 'Env' }] })
    })
  })
}
