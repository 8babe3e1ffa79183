import { expect } from 'bun:test'
import { GetUserPolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { arn, denied, document, iamWorld, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const getUserPolicy = operationTests('iam', 'GetUserPolicy')

getUserPolicy.succeeds(
  'tells the names as they were written, and the document percent-encoded by RFC 3986',
  async () => {
    await world.iam.send(new PutUserPolicyCommand({ ...user, PolicyName: 'Some', PolicyDocument: document }))
    const { $metadata, ...told } = await world.iam.send(new GetUserPolicyCommand({ UserName: 'U', PolicyName: 'Some' }))
    expect(told).toEqual({
      UserName: 'u',
      PolicyName: 'Some',
      PolicyDocument: encodeURIComponent(document).replaceAll('*', '%2A'),
    })
  },
)

getUserPolicy.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new GetUserPolicyCommand({ UserName: 'nobody', PolicyName: 'i' })),
  'The user with name nobody cannot be found.',
)
getUserPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new GetUserPolicyCommand({ ...user, PolicyName: 'i' })),
  denied('GetUserPolicy', arn('user/a/u')),
)
getUserPolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new GetUserPolicyCommand({ UserName: 'a b', PolicyName: 'i' })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

getUserPolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not: their names are compared with their case',
  () => world.iam.send(new GetUserPolicyCommand({ ...user, PolicyName: 'some' })),
  'The user policy with name some cannot be found.',
)
