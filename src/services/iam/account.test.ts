import { describe, expect, test } from 'bun:test'
import model from '../../wire/models/iam.json'
import { arn, document, newAccount, trust, trusting } from './iam.test-support'
import { iamOperations } from './index'

async function busy() {
  const account = newAccount()
  const { call } = account
  await call('CreatePolicy', { PolicyName: 'p', PolicyDocument: document })
  await call('CreatePolicyVersion', { PolicyArn: arn('policy/p'), PolicyDocument: document })
  await call('CreateUser', { UserName: 'u', PermissionsBoundary: arn('policy/p'), Tags: [{ Key: 'k', Value: 'v' }] })
  await call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trusting({ AWS: arn('user/u') }) })
  await call('AttachRolePolicy', { RoleName: 'r', PolicyArn: arn('policy/p') })
  await call('PutRolePolicy', { RoleName: 'r', PolicyName: 'i', PolicyDocument: document })
  await call('CreateOpenIDConnectProvider', { Url: 'https://a' })
  return account
}
const text = encodeURIComponent(document).replaceAll('*', '%2A')

describe('the account', () => {
  test('tells every permission in it', async () => {
    const { call } = await busy()
    const told = await call('GetAccountAuthorizationDetails', { Filter: ['User', 'Role', 'LocalManagedPolicy'] })
    const boundary = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy/p') }
    expect(told).toMatchObject({
      UserDetailList: [
        {
          UserName: 'u',
          UserPolicyList: [],
          GroupList: [],
          AttachedManagedPolicies: [],
          PermissionsBoundary: boundary,
          Tags: [{ Key: 'k', Value: 'v' }],
        },
      ],
      GroupDetailList: [],
      RoleDetailList: [
        {
          RoleName: 'r',
          AssumeRolePolicyDocument: encodeURIComponent(trusting({ AWS: arn('user/u') })),
          InstanceProfileList: [],
          RolePolicyList: [{ PolicyName: 'i', PolicyDocument: text }],
          AttachedManagedPolicies: [{ PolicyName: 'p', PolicyArn: arn('policy/p') }],
          RoleLastUsed: {},
          Tags: [],
        },
      ],
      Policies: [
        {
          PolicyName: 'p',
          AttachmentCount: 1,
          PermissionsBoundaryUsageCount: 1,
          PolicyVersionList: [
            { VersionId: 'v2', IsDefaultVersion: false, Document: text },
            { VersionId: 'v1', IsDefaultVersion: true, Document: text },
          ],
        },
      ],
      IsTruncated: false,
    })
  })

  test('tells them in pages', async () => {
    const { call } = await busy()
    const seen: string[] = []
    let Marker: unknown
    do {
      const told = await call('GetAccountAuthorizationDetails', {
        MaxItems: 1,
        ...(Marker === undefined ? {} : { Marker }),
      })
      for (const list of [told.UserDetailList, told.RoleDetailList, told.Policies]) {
        if (Array.isArray(list)) seen.push(...list.map((it) => it.UserName ?? it.RoleName ?? it.PolicyName))
      }
      Marker = told.Marker
    } while (Marker !== undefined)
    expect(seen.slice(0, 3)).toEqual(['u', 'r', 'p'])
    expect(seen).toHaveLength(8)
  })

  test('is told in numbers', async () => {
    const { call } = await busy()
    const { SummaryMap } = await call('GetAccountSummary')
    expect(SummaryMap).toMatchObject({
      Users: 1,
      Roles: 1,
      Policies: 1,
      PolicyVersionsInUse: 2,
      Providers: 1,
      Groups: 0,
      RolesQuota: 1000,
    })
    expect(model.shapes.summaryKeyType.enum).toEqual(expect.arrayContaining(Object.keys(Object(SummaryMap))))
  })
})

test('every operation of the model is there', () => {
  expect(iamOperations.map(({ name }) => name).sort()).toEqual(Object.keys(model.operations).sort())
  expect(iamOperations.every(({ service }) => service === 'iam')).toBeTrue()
})

test('documents are percent-encoded as RFC 3986 says', async () => {
  const { call } = newAccount()
  await call('CreateUser', { UserName: 'u' })
  const PolicyDocument = document.replace('s3:GetObject', 's3:*').replace('"*"', '"arn:aws:s3:::b/!\'()*~é"')
  await call('PutUserPolicy', { UserName: 'u', PolicyName: 'i', PolicyDocument })
  const { PolicyDocument: told } = await call('GetUserPolicy', { UserName: 'u', PolicyName: 'i' })
  expect(String(told)).toMatch(/^[A-Za-z0-9\-._~%]+$/)
  expect(decodeURIComponent(String(told))).toBe(PolicyDocument)
  expect(trust).toContain('pods')
})
