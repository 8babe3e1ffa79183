import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { type Credentials, STSClient } from '@aws-sdk/client-sts'
import type { TestServer } from '../server'

// What tests of temporary credentials have in common.

export const document = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement })

export const allow = (Action: string | readonly string[], more: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
})

export const trusting = (Principal: object, Action: readonly string[] | string, Condition?: object): string =>
  document({ Effect: 'Allow', Principal, Action, Condition })

/** The real SDK, signing with temporary credentials. */
export function signingWith(
  { sdk }: Pick<TestServer, 'sdk'>,
  given: Credentials | undefined,
): { readonly sts: STSClient; readonly iam: IAMClient } {
  const {
    AccessKeyId: accessKeyId = '',
    SecretAccessKey: secretAccessKey = '',
    SessionToken: sessionToken,
  } = given ?? {}
  const config = { ...sdk, credentials: { accessKeyId, secretAccessKey, sessionToken } }
  return { sts: new STSClient(config), iam: new IAMClient(config) }
}

/** A role with one inline policy; answers its ARN. */
export async function newRole(iam: IAMClient, RoleName: string, trust: string, ...permissions: readonly object[]) {
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))
  if (permissions.length > 0)
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument: document(...permissions) }))
  return { arn: Role?.Arn ?? '', id: Role?.RoleId ?? '' }
}
