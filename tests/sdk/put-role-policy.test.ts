import { expect } from 'bun:test'
import { GetRolePolicyCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { arn, denied, document, iamWorld, role, statement } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const putRolePolicy = operationTests('iam', 'PutRolePolicy')

putRolePolicy.succeeds('keeps the document to the letter, and puts another in its place', async () => {
  const put = (PolicyDocument: string) =>
    world.iam.send(new PutRolePolicyCommand({ ...role, PolicyName: 'i', PolicyDocument }))
  const odd = `${document.replaceAll(',', ' ,\n\t').replace('"*"', '"arn:aws:s3:::b/é!\'()*~ÿ"')}\r\n `
  for (const text of [document, odd]) {
    await put(text)
    const told = await world.iam.send(new GetRolePolicyCommand({ ...role, PolicyName: 'i' }))
    expect(decodeURIComponent(told.PolicyDocument ?? '')).toBe(text)
  }
  const { PolicyNames } = await world.iam.send(new ListRolePoliciesCommand(role))
  expect(PolicyNames).toEqual(['i'])
})

putRolePolicy.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new PutRolePolicyCommand({ RoleName: 'nobody', PolicyName: 'i', PolicyDocument: document })),
  'The role with name nobody cannot be found.',
)
putRolePolicy.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new PutRolePolicyCommand({ ...role, PolicyName: 'i', PolicyDocument: document })),
  denied('PutRolePolicy', arn('role/a/r')),
)
putRolePolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new PutRolePolicyCommand({ RoleName: 'a b', PolicyName: 'i', PolicyDocument: document })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

putRolePolicy.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () =>
    world.iam.send(
      new PutRolePolicyCommand({ RoleName: await world.clusterRole(), PolicyName: 'i', PolicyDocument: document }),
    ),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)

putRolePolicy.refuses(
  'LimitExceeded',
  'more than 10240 characters in all inline policies, white space left out',
  () =>
    world.iam.send(
      new PutRolePolicyCommand({ ...role, PolicyName: 'j', PolicyDocument: statement(`s3:${'G'.repeat(10240)}`) }),
    ),
  'Maximum policy size of 10240 bytes exceeded for role r',
)
putRolePolicy.refuses(
  'MalformedPolicyDocument',
  'what is no JSON',
  () => world.iam.send(new PutRolePolicyCommand({ ...role, PolicyName: 'i', PolicyDocument: '{' })),
  'This policy contains invalid Json',
)
putRolePolicy.refuses(
  'MalformedPolicyDocument',
  'a principal',
  () =>
    world.iam.send(
      new PutRolePolicyCommand({
        ...role,
        PolicyName: 'i',
        PolicyDocument: statement('s3:*', '*', { Principal: '*' }),
      }),
    ),
  'Policy document should not specify a principal.',
)
