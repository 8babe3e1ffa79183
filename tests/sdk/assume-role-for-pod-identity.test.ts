import { expect } from 'bun:test'
import { CreatePodIdentityAssociationCommand, RegisterClusterCommand } from '@aws-sdk/client-eks'
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { client } from '../../src/client'
import { podToken, signingKey } from '../world'
import { associate } from './eks.test-support'
import { operationTests } from './operation'
import { account, cluster, podsTrust, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const operation = operationTests('eks-auth', 'AssumeRoleForPodIdentity', {
  never: {
    ThrottlingException: 'given when a real STS behind podid throttles, and its own never does',
  },
  differs:
    'The pod must be bound to the token. Whether it still lives is not asked: its token is good to its end, as on AWS.',
})

async function token(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await world.any.call('podid', 'CreateServiceAccountToken', {
    clusterName: cluster,
    namespace: 'default',
    serviceAccount: 'app',
    podName: 'app-1',
    ...more,
  })
  return String(answer.token)
}
const exchange = async (given: string, more: Readonly<Record<string, unknown>> = {}, by = world.any) =>
  by.call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: cluster, token: given, ...more })

operation.succeeds('gives a pod the session of its role, good for six hours', async () => {
  const { association } = await associate(world)()
  // What newer agents say of the node beside the token changes nothing.
  const of = { eksNodeName: 'node-1', instanceId: 'i-1', zone: 'use1-az1' }
  const answer = await exchange(await token(), of)
  const { arn, assumeRoleId } = Object(answer.assumedRoleUser)
  expect(Object.keys(answer).sort()).toEqual([
    ...['assumedRoleUser', 'audience', 'credentials', 'podIdentityAssociation', 'subject'],
  ])
  expect(answer).toMatchObject({
    subject: { namespace: 'default', serviceAccount: 'app' },
    audience: 'pods.eks.amazonaws.com',
    podIdentityAssociation: { associationArn: association?.associationArn, associationId: association?.associationId },
  })
  expect(arn).toMatch(new RegExp(`^arn:aws:sts::${account}:assumed-role/app/eks-${cluster}-app-1-[0-9a-f-]{36}$`))
  expect(assumeRoleId).toMatch(/^AROA[A-Z2-7]{17}:eks-blue-app-1-/)
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = Object(answer.credentials)
  expect(Math.round((expiration.getTime() - Date.now()) / 60_000)).toBe(360)
  const sts = new STSClient({ ...world.server.sdk, credentials: { accessKeyId, secretAccessKey, sessionToken } })
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(arn)
})

operation.succeeds('with a target role gives that role’s session alone, good for an hour', async () => {
  const trust = (externalId: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: roleArn },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          Condition: {
            StringEquals: { 'sts:ExternalId': externalId, 'aws:RequestTag/kubernetes-namespace': 'default' },
          },
        },
      ],
    })
  const targetRoleArn = `arn:aws:iam::${account}:role/there`
  const externalId = `us-east-1/${account}/${cluster}/default/far`
  await world.iam.send(new CreateRoleCommand({ RoleName: 'there', AssumeRolePolicyDocument: trust(externalId) }))
  const allow = { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: targetRoleArn }
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [allow] })
  const { Policy } = await world.iam.send(new CreatePolicyCommand({ PolicyName: 'far', PolicyDocument }))
  await world.iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: Policy?.Arn }))
  const { association } = await associate(world)({ serviceAccount: 'far', targetRoleArn })
  expect(association?.externalId).toBe(externalId)
  const answer = await exchange(await token({ serviceAccount: 'far' }))
  expect(Object(answer.assumedRoleUser).arn).toStartWith(`arn:aws:sts::${account}:assumed-role/there/eks-${cluster}-`)
  const { expiration } = Object(answer.credentials)
  expect(Math.round((expiration.getTime() - Date.now()) / 60_000)).toBe(60)

  const PolicyDocument2 = trust('another')
  await world.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'there', PolicyDocument: PolicyDocument2 }))
})

operation.refuses(
  'AccessDeniedException',
  'a target role that asks for another external id',
  async () => exchange(await token({ serviceAccount: 'far' })),
  'Unauthorized Exception! EKS does not have permissions to assume the associated role.',
)
operation.refuses(
  'AccessDeniedException',
  'a role whose trust policy asks for another pod',
  async () => {
    const [statement] = JSON.parse(podsTrust).Statement
    const Condition = { StringEquals: { 'aws:RequestTag/kubernetes-pod-name': 'another' } }
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Condition }] })
    await world.iam.send(new CreateRoleCommand({ RoleName: 'choosy', AssumeRolePolicyDocument: document }))
    await associate(world)({ serviceAccount: 'choosy', roleArn: `arn:aws:iam::${account}:role/choosy` })
    return exchange(await token({ serviceAccount: 'choosy' }))
  },
  'Unauthorized Exception! EKS does not have permissions to assume the associated role.',
)
operation.refuses(
  'AccessDeniedException',
  'a caller without a policy that allows it',
  async () => {
    await world.iam.send(new CreateUserCommand({ UserName: 'nobody' }))
    const { AccessKey } = await world.iam.send(new CreateAccessKeyCommand({ UserName: 'nobody' }))
    const credentials = {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    }
    const { url, region } = world.server
    return exchange(await token(), {}, client({ endpoint: url, region, credentials }))
  },
  /is not authorized to perform: eks-auth:AssumeRoleForPodIdentity on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
operation.refuses(
  'ResourceNotFoundException',
  'of a cluster that is not there',
  async () => exchange(await token(), { clusterName: 'nowhere' }),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'ResourceNotFoundException',
  'a service account without an association',
  async () => exchange(await token({ serviceAccount: 'other' })),
  'No pod identity association found for service account default/other of cluster blue.',
)
operation.refuses('InvalidTokenException', 'a token for another audience', async () =>
  exchange(await token({ audience: 'sts.amazonaws.com' })),
)
operation.refuses('InvalidTokenException', 'a token of another key', async () => {
  const key = await signingKey('another')
  return exchange(await podToken(key, Date.now(), { issuer: 'https://podid.local/clusters/x' }))
})
operation.refuses('InvalidParameterException', 'what is no token', async () => exchange('not-a-token'))
operation.refuses(
  'ExpiredTokenException',
  'a token whose time is over',
  async () => {
    const connectorConfig = { roleArn: 'arn:aws:iam::000000000000:role/x', provider: 'OTHER' } as const
    const made = await world.eks.send(new RegisterClusterCommand({ name: 'green', connectorConfig }))
    const { activationId, activationCode } = made.cluster?.connectorConfig ?? {}
    const key = await signingKey('green')
    const issuer = 'https://green.example'
    const keys = [{ jwk: JSON.stringify(key.publicJwk) }]
    await world.any.call('podid', 'ActivateCluster', { activationId, activationCode, issuer, keys })
    await world.eks.send(
      new CreatePodIdentityAssociationCommand({
        clusterName: 'green',
        namespace: 'default',
        serviceAccount: 'app',
        roleArn,
      }),
    )
    const old = await podToken(key, Date.now() - 2 * 3_600_000, { issuer })
    return exchange(old, { clusterName: 'green' })
  },
  /^The token included in the request is expired: current date\/time \S+Z must be before the expiration date\/time \S+Z$/,
)
operation.refuses(
  'InvalidRequestException',
  'a cluster whose keys are not known yet',
  async () => {
    const connectorConfig = { roleArn: 'arn:aws:iam::000000000000:role/x', provider: 'OTHER' } as const
    await world.eks.send(new RegisterClusterCommand({ name: 'pending', connectorConfig }))
    return exchange(await token(), { clusterName: 'pending' })
  },
  'The cluster pending is not active: its keys are not known.',
)
