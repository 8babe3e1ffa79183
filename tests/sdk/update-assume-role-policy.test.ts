import { expect } from 'bun:test'
import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, role } from './iam-world'
import { operationTests } from './operation'
import { podsTrust } from './world'

const world = iamWorld()
const updateAssumeRolePolicy = operationTests('iam', 'UpdateAssumeRolePolicy', {
  differs: 'which services there are, only AWS knows: a name of the right form is taken for one',
})

updateAssumeRolePolicy.succeeds('keeps the document to the letter', async () => {
  const PolicyDocument = `${podsTrust.replaceAll(',', ' ,\n\t')}\n`
  await world.iam.send(new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument }))
  const { Role } = await world.iam.send(new GetRoleCommand(role))
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(PolicyDocument)
})
const update = (PolicyDocument: string) =>
  world.iam.send(new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument }))
const trusting = (Principal: unknown, more: object = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }],
  })
updateAssumeRolePolicy.refuses(
  'MalformedPolicyDocument',
  'what is no JSON',
  () => update('{'),
  'This policy contains invalid Json',
)
updateAssumeRolePolicy.refuses(
  'MalformedPolicyDocument',
  'a resource',
  () => update(trusting({ AWS: '*' }, { Resource: '*' })),
  'Has prohibited field Resource',
)
updateAssumeRolePolicy.refuses(
  'MalformedPolicyDocument',
  'an action that is no way to a session',
  () => update(trusting({ AWS: '*' }, { Action: 's3:GetObject' })),
  'AssumeRole policy may only specify STS AssumeRole actions.',
)
updateAssumeRolePolicy.refuses(
  'MalformedPolicyDocument',
  'a role that there is not',
  () => update(trusting({ AWS: arn('role/nobody') })),
  `Invalid principal in policy: "AWS":"${arn('role/nobody')}"`,
)
updateAssumeRolePolicy.refuses(
  'MalformedPolicyDocument',
  'what is the name of no service',
  () => update(trusting({ Service: 'pods.eks' })),
  'Invalid principal in policy: "SERVICE":"pods.eks"',
)
updateAssumeRolePolicy.refuses(
  'MalformedPolicyDocument',
  'what is no identity provider',
  () => update(trusting({ Federated: '' })),
  'Federated principals must be valid domain names or SAML metadata ARNs',
)
updateAssumeRolePolicy.refuses(
  'LimitExceeded',
  'more than 2,048 characters, white space left out',
  () => update(trusting({ AWS: '*' }, { Sid: 'a'.repeat(2048) })),
  'Cannot exceed quota for ACLSizePerRole: 2048',
)

updateAssumeRolePolicy.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'nobody', PolicyDocument: podsTrust })),
  'The role with name nobody cannot be found.',
)
updateAssumeRolePolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument: podsTrust })),
  denied('UpdateAssumeRolePolicy', arn('role/a/r')),
)

updateAssumeRolePolicy.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () =>
    world.iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: await world.clusterRole(), PolicyDocument: podsTrust }),
    ),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)
