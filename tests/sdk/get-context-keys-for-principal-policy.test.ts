import { beforeAll, expect } from 'bun:test'
import { GetContextKeysForPrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { operationTests } from './operation'
import { allow, document, newRole } from './sessions'
import { account, podsTrust, sdkWorld } from './world'

const world = sdkWorld()
const getContextKeys = operationTests('iam', 'GetContextKeysForPrincipalPolicy', { differs: 'There are no groups.' })
const PolicySourceArn = `arn:aws:iam::${account}:role/tried`
const ask = (more: Partial<GetContextKeysForPrincipalPolicyCommand['input']> = {}) =>
  world.iam.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn, ...more }))

beforeAll(() =>
  newRole(
    world.iam,
    'tried',
    podsTrust,
    allow('s3:*', { Condition: { StringLike: { 'aws:PrincipalTag/Team': 'a' } } }),
  ),
)

getContextKeys.succeeds('names the keys of the policies a role has, and of those that are said', async () => {
  expect((await ask()).ContextKeyNames).toEqual(['aws:PrincipalTag/Team'])
  const PolicyInputList = [document(allow('s3:*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))]
  expect((await ask({ PolicyInputList })).ContextKeyNames).toEqual(['aws:PrincipalTag/Team', 'aws:SecureTransport'])
})

getContextKeys.refuses(
  'NoSuchEntity',
  'a user that is not there',
  () => ask({ PolicySourceArn: `arn:aws:iam::${account}:user/none` }),
  'The user with name none cannot be found.',
)
getContextKeys.refuses(
  'InvalidInput',
  'the ARN of a policy',
  () => ask({ PolicySourceArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
  'Invalid Entity Arn: arn:aws:iam::aws:policy/AdministratorAccess',
)
