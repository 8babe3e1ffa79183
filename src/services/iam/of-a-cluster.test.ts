import { describe, expect, test } from 'bun:test'
import { awsPolicy, type Step, tag } from './cases.test-support'
import { arn, document, newAccount, trust } from './iam.test-support'

describe('what is of a cluster stays as it is', () => {
  const RoleName = 'podid-agent-0123456789abcdef'
  const OpenIDConnectProviderArn = arn('oidc-provider/podid/clusters/0123456789abcdef')
  const ofCluster = 'blue'
  const tags = [{ key: 'podid:cluster', value: ofCluster }]
  const changes: readonly Step[] = [
    ['UpdateRole', { RoleName }],
    ['UpdateRoleDescription', { RoleName, Description: '' }],
    ['UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust }],
    ['DeleteRole', { RoleName }],
    ['TagRole', { RoleName, Tags: [tag('k')] }],
    ['UntagRole', { RoleName, TagKeys: ['podid:cluster'] }],
    ['PutRolePolicy', { RoleName, PolicyName: 'i', PolicyDocument: document }],
    ['DeleteRolePolicy', { RoleName, PolicyName: 'own' }],
    ['AttachRolePolicy', { RoleName, PolicyArn: awsPolicy }],
    ['DetachRolePolicy', { RoleName, PolicyArn: awsPolicy }],
    ['PutRolePermissionsBoundary', { RoleName, PermissionsBoundary: awsPolicy }],
    ['DeleteRolePermissionsBoundary', { RoleName }],
    ['UpdateOpenIDConnectProviderThumbprint', { OpenIDConnectProviderArn, ThumbprintList: [] }],
    ['AddClientIDToOpenIDConnectProvider', { OpenIDConnectProviderArn, ClientID: 'c' }],
    ['RemoveClientIDFromOpenIDConnectProvider', { OpenIDConnectProviderArn, ClientID: 'c' }],
    ['DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn }],
  ]
  for (const [operation, said] of changes) {
    test(operation, async () => {
      const account = newAccount()
      const role = {
        name: RoleName,
        path: '/podid/',
        arn: arn(`role/podid/${RoleName}`),
        id: 'AROAPODID',
        createdAt: 0,
        tags,
        inline: [{ name: 'own', document }],
        attached: [],
        trust,
        maxSessionDuration: 3600,
        ofCluster,
      }
      const provider = {
        arn: OpenIDConnectProviderArn,
        url: 'podid/clusters/0123456789abcdef',
        clientIds: [],
        thumbprints: [],
        tags: [],
        createdAt: 0,
        ofCluster,
      }
      await account.store.roles.insert(RoleName, role)
      await account.store.oidcProviders.insert(provider.arn, provider)
      const [what, name] = operation.includes('Role') ? ['role', RoleName] : ['provider', provider.url]
      expect(await account.refusal(operation, said)).toBe(
        `UnmodifiableEntity: Cannot perform the operation on the protected ${what} '${name}' - this ${what} is only modifiable by podid`,
      )
      expect(await account.store.roles.get(RoleName)).toEqual(role)
      expect(await account.store.oidcProviders.get(provider.arn)).toEqual(provider)
    })
  }
})
