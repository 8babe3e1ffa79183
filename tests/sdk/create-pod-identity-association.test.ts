import { expect, test } from 'bun:test'
import { CreatePodIdentityAssociationCommand } from '@aws-sdk/client-eks'
import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { account, cluster, refusal, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const create = (more: Partial<ConstructorParameters<typeof CreatePodIdentityAssociationCommand>[0]> = {}) =>
  world.eks.send(
    new CreatePodIdentityAssociationCommand({
      clusterName: cluster,
      namespace: 'default',
      serviceAccount: 'app',
      roleArn,
      ...more,
    }),
  )

test('answers the association, every member', async () => {
  const { association } = await create({ tags: { team: 'a' } })
  expect(association).toEqual({
    clusterName: cluster,
    namespace: 'default',
    serviceAccount: 'app',
    roleArn,
    associationArn: `arn:aws:eks:us-east-1:${account}:podidentityassociation/${cluster}/${association?.associationId}`,
    associationId: expect.stringMatching(/^a-[a-z0-9]{17}$/),
    tags: { team: 'a' },
    createdAt: expect.any(Date),
    modifiedAt: expect.any(Date),
    disableSessionTags: false,
  })
})

test('names the one that is there', async () => {
  const { association } = await create({ serviceAccount: 'twice' })
  expect(await refusal(create({ serviceAccount: 'twice' }))).toBe(
    `ResourceInUseException 409: Association already exists: ${association?.associationId}`,
  )
})

test('the same token and parameters give the same answer', async () => {
  const asked = { serviceAccount: 'again', clientRequestToken: 'token-1' }
  expect((await create(asked)).association).toEqual((await create(asked)).association as never)
})

test.each([
  [{ clusterName: 'nowhere' }, /^ResourceNotFoundException 404: /],
  [
    { roleArn: `arn:aws:iam::${account}:role/none` },
    /^InvalidParameterException 400: Role provided in the request does not exist$/,
  ],
  [
    { roleArn: 'arn:aws:iam::111122223333:role/app' },
    /^AccessDeniedException 403: Cross-account pass role is not allowed\.$/,
  ],
  [
    { namespace: 'No' },
    /^InvalidParameterException 400: The parameter namespace contains invalid characters\. It should conform to the regular expression/,
  ],
  [
    { serviceAccount: 'No_' },
    /^InvalidParameterException 400: The parameter serviceAccount contains invalid characters\./,
  ],
  [
    { policy: '{"Version":"2012-10-17","Statement":[]}' },
    /^InvalidParameterException 400: When policy is specified, disableSessionTags must be set to true$/,
  ],
])('%p is refused', async (asked, words) => {
  expect(await refusal(create({ serviceAccount: 'wrong', ...asked }))).toMatch(words)
})

test('a role that EKS may not give away is refused', async () => {
  const Statement = [{ Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: 'sts:AssumeRole' }]
  await world.iam.send(
    new CreateRoleCommand({
      RoleName: 'untagged',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
    }),
  )
  expect(await refusal(create({ serviceAccount: 'wrong', roleArn: `arn:aws:iam::${account}:role/untagged` }))).toBe(
    'InvalidParameterException 400: Trust policy of the role provided is invalid. Follow the official documentation to resolve the issue.',
  )
})
