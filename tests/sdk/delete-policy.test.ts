import { expect } from 'bun:test'
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  GetPolicyCommand,
} from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, document, iamWorld, policyArn, role } from './iam-world'
import { operationTests } from './operation'
import { refusal } from './world'

const world = iamWorld()
const deletePolicy = operationTests('iam', 'DeletePolicy', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

deletePolicy.succeeds('takes the policy away with its only version', async () => {
  await world.iam.send(new CreatePolicyCommand({ PolicyName: 'x', PolicyDocument: document }))
  await world.iam.send(new DeletePolicyCommand({ PolicyArn: arn('policy/x') }))
  expect(await refusal(world.iam.send(new GetPolicyCommand({ PolicyArn: arn('policy/x') })))).toBe(
    `NoSuchEntityException 404: Policy ${arn('policy/x')} was not found.`,
  )
})
deletePolicy.refuses(
  'DeleteConflict',
  'a policy that is attached',
  async () => {
    await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: policyArn }))
    return world.iam.send(new DeletePolicyCommand({ PolicyArn: policyArn }))
  },
  'Cannot delete a policy attached to entities.',
)
deletePolicy.refuses(
  'DeleteConflict',
  'a policy with another version',
  async () => {
    const PolicyArn = arn('policy/two')
    await world.iam.send(new CreatePolicyCommand({ PolicyName: 'two', PolicyDocument: document }))
    await world.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document }))
    return world.iam.send(new DeletePolicyCommand({ PolicyArn }))
  },
  "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
)

deletePolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new DeletePolicyCommand({ PolicyArn: arn('policy/none') })),
  `Policy ${arn('policy/none')} was not found.`,
)
deletePolicy.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new DeletePolicyCommand({ PolicyArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
deletePolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DeletePolicyCommand({ PolicyArn: policyArn })),
  denied('DeletePolicy', policyArn),
)

deletePolicy.refuses(
  'AccessDenied',
  'a policy of AWS, which nobody here may change',
  () => world.iam.send(new DeletePolicyCommand({ PolicyArn: awsPolicy })),
  `User: ${arn('user/admin')} is not authorized to perform: iam:DeletePolicy on resource: policy ${awsPolicy}`,
)
