import { expect } from 'bun:test'
import { GetUserPolicyCommand, ListUserPoliciesCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { arn, denied, document, iamWorld, statement, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const putUserPolicy = operationTests('iam', 'PutUserPolicy')

putUserPolicy.succeeds('keeps the document to the letter, and puts another in its place', async () => {
  const put = (PolicyDocument: string) =>
    world.iam.send(new PutUserPolicyCommand({ ...user, PolicyName: 'i', PolicyDocument }))
  const odd = `${document.replaceAll(',', ' ,\n\t').replace('"*"', '"arn:aws:s3:::b/é!\'()*~ÿ"')}\r\n `
  for (const text of [document, odd]) {
    await put(text)
    const told = await world.iam.send(new GetUserPolicyCommand({ ...user, PolicyName: 'i' }))
    expect(decodeURIComponent(told.PolicyDocument ?? '')).toBe(text)
  }
  const { PolicyNames } = await world.iam.send(new ListUserPoliciesCommand(user))
  expect(PolicyNames).toEqual(['i'])
})

putUserPolicy.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new PutUserPolicyCommand({ UserName: 'nobody', PolicyName: 'i', PolicyDocument: document })),
  'The user with name nobody cannot be found.',
)
putUserPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new PutUserPolicyCommand({ ...user, PolicyName: 'i', PolicyDocument: document })),
  denied('PutUserPolicy', arn('user/a/u')),
)
putUserPolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new PutUserPolicyCommand({ UserName: 'a b', PolicyName: 'i', PolicyDocument: document })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

putUserPolicy.refuses(
  'LimitExceeded',
  'more than 2048 characters in all inline policies, white space left out',
  () =>
    world.iam.send(
      new PutUserPolicyCommand({ ...user, PolicyName: 'j', PolicyDocument: statement(`s3:${'G'.repeat(2048)}`) }),
    ),
  'Maximum policy size of 2048 bytes exceeded for user u',
)
putUserPolicy.refuses(
  'MalformedPolicyDocument',
  'what is no JSON',
  () => world.iam.send(new PutUserPolicyCommand({ ...user, PolicyName: 'i', PolicyDocument: '{' })),
  'This policy contains invalid Json',
)
putUserPolicy.refuses(
  'MalformedPolicyDocument',
  'a principal',
  () =>
    world.iam.send(
      new PutUserPolicyCommand({
        ...user,
        PolicyName: 'i',
        PolicyDocument: statement('s3:*', '*', { Principal: '*' }),
      }),
    ),
  'Policy document should not specify a principal.',
)
