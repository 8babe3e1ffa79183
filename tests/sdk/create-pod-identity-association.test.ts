import { expect } from 'bun:test'
import { DescribePodIdentityAssociationCommand } from '@aws-sdk/client-eks'
import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { associate, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { account, cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld({ associationsPerCluster: '6' })
const create = associate(world)
const targetRoleArn = 'arn:aws:iam::111122223333:role/teams/there'
const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'
const operation = operationTests('eks', 'CreatePodIdentityAssociation', {
  never: {
    InvalidRequestException: 'an association may be made in whatever state the cluster is',
  },
  differs:
    'The namespace, service account and role are checked as on AWS; iam:PassRole is asked for before the role is looked at, so that nobody learns which roles there are.',
})

operation.succeeds('answers the association, every member, and it is read back so', async () => {
  const { association } = await create({ tags: { team: 'a', empty: '' } })
  expect(association).toEqual({
    clusterName: cluster,
    namespace: 'default',
    serviceAccount: 'app',
    roleArn,
    associationArn: `arn:aws:eks:us-east-1:${account}:podidentityassociation/${cluster}/${association?.associationId}`,
    associationId: expect.stringMatching(/^a-[a-z0-9]{17}$/),
    tags: { team: 'a', empty: '' },
    createdAt: expect.any(Date),
    modifiedAt: expect.any(Date),
    disableSessionTags: false,
  })
  const read = await world.eks.send(
    new DescribePodIdentityAssociationCommand({ clusterName: cluster, associationId: association?.associationId }),
  )
  expect(read.association).toEqual(association as never)
})

operation.succeeds('tags and disableSessionTags are told also when they were not said', async () => {
  expect((await create({ serviceAccount: 'bare' })).association).toMatchObject({ tags: {}, disableSessionTags: false })
})

operation.succeeds('with a target role tells the external id that its trust policy may ask for', async () => {
  const made = await create({ serviceAccount: 'far', targetRoleArn, disableSessionTags: true, policy })
  expect(made.association).toMatchObject({
    targetRoleArn,
    policy,
    disableSessionTags: true,
    externalId: `us-east-1/${account}/${cluster}/default/far`,
  })
})

operation.succeeds('the same clientRequestToken with the same parameters gives the same answer', async () => {
  const asked = { serviceAccount: 'again', clientRequestToken: 'token-1' }
  expect((await create(asked)).association).toEqual((await create(asked)).association as never)
})

operation.refuses(
  'InvalidParameterException',
  'the same clientRequestToken with other parameters',
  () => create({ serviceAccount: 'other', clientRequestToken: 'token-1' }),
  'The clientRequestToken was used before with other parameters.',
)
operation.refuses(
  'ResourceInUseException',
  'one role a service account: the association that is there is named',
  () => create(),
  /^Association already exists: a-[a-z0-9]{17}$/,
)
operation.refuses(
  'ResourceNotFoundException',
  'of a cluster that is not there',
  () => create({ clusterName: 'nowhere' }),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'InvalidParameterException',
  'a role that is not there',
  () => create({ serviceAccount: 'wrong', roleArn: `${roleArn}-none` }),
  'Role provided in the request does not exist',
)
operation.refuses(
  'InvalidParameterException',
  'a role that EKS may not tag the session of',
  async () => {
    const Statement = [{ Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: 'sts:AssumeRole' }]
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
    await world.iam.send(new CreateRoleCommand({ RoleName: 'untagged', AssumeRolePolicyDocument }))
    return create({ serviceAccount: 'wrong', roleArn: `arn:aws:iam::${account}:role/untagged` })
  },
  'Trust policy of the role provided is invalid. Follow the official documentation to resolve the issue.',
)
operation.refuses(
  'AccessDeniedException',
  'a role of another account',
  () => create({ serviceAccount: 'wrong', roleArn: 'arn:aws:iam::111122223333:role/app' }),
  'Cross-account pass role is not allowed.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => associate({ ...world, eks: await nobody(world) })({ serviceAccount: 'wrong' }),
  /^User: arn:aws:iam::\d{12}:user\/nobody-\S+ is not authorized to perform: eks:CreatePodIdentityAssociation on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
operation.refuses(
  'InvalidParameterException',
  'a namespace that Kubernetes would not take',
  () => create({ namespace: 'No' }),
  'The parameter namespace contains invalid characters. It should conform to the regular expression "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"',
)
operation.refuses(
  'InvalidParameterException',
  'a service account that Kubernetes would not take',
  () => create({ serviceAccount: 'no_' }),
  'The parameter serviceAccount contains invalid characters. It should conform to the regular expression "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"',
)
operation.refuses(
  'InvalidParameterException',
  'a policy beside session tags',
  () => create({ serviceAccount: 'wrong', policy }),
  'When policy is specified, disableSessionTags must be set to true',
)
operation.refuses(
  'InvalidParameterException',
  'a tag key that AWS keeps for itself',
  () => create({ serviceAccount: 'wrong', tags: { 'aws:a': 'b' } }),
  'aws: prefixed tag key names are not allowed for external use.',
)
operation.refuses(
  'ResourceLimitExceededException',
  'more than the cluster may have',
  async () => {
    for (const n of [1, 2, 3]) await create({ serviceAccount: `one-more-${n}` })
  },
  'The cluster blue has reached its limit of 6 pod identity associations.',
)
