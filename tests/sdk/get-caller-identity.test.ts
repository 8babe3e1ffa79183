import { expect } from 'bun:test'
import { CreatePodIdentityAssociationCommand } from '@aws-sdk/client-eks'
import {
  AssumeRoleCommand,
  type Credentials,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { operationTests } from './operation'
import { newRole, signingWith, trusting } from './sessions'
import { account, cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const getCallerIdentity = operationTests('sts', 'GetCallerIdentity')
const admin = `arn:aws:iam::${account}:user/admin`

async function as(credentials: Credentials | undefined) {
  const { UserId, Account, Arn } = await signingWith(world.server, credentials).sts.send(
    new GetCallerIdentityCommand({}),
  )
  return { UserId, Account, Arn }
}

getCallerIdentity.succeeds('names a user, and a session of that user the same', async () => {
  const { UserId, Account, Arn } = await world.sts.send(new GetCallerIdentityCommand({}))
  expect({ UserId, Account, Arn }).toEqual({ UserId: expect.stringMatching(/^AIDA/), Account: account, Arn: admin })
  const { Credentials } = await world.sts.send(new GetSessionTokenCommand({}))
  expect(await as(Credentials)).toEqual({ UserId, Account, Arn })
})

getCallerIdentity.succeeds('names a role’s session by its role and its own name', async () => {
  const role = await newRole(world.iam, 'other', trusting({ AWS: account }, 'sts:AssumeRole'))
  const asked = new AssumeRoleCommand({ RoleArn: role.arn, RoleSessionName: 'me' })
  expect(await as((await world.sts.send(asked)).Credentials)).toEqual({
    UserId: `${role.id}:me`,
    Account: account,
    Arn: `arn:aws:sts::${account}:assumed-role/other/me`,
  })
})

getCallerIdentity.succeeds('names a pod by its role and its session', async () => {
  const pod = { clusterName: cluster, namespace: 'default', serviceAccount: 'app' }
  await world.eks.send(new CreatePodIdentityAssociationCommand({ ...pod, roleArn }))
  const made = await world.any.call('podid', 'CreateServiceAccountToken', { ...pod, podName: 'app-1' })
  const answer = await world.any.call('eks-auth', 'AssumeRoleForPodIdentity', {
    clusterName: cluster,
    token: made.token,
  })
  const { accessKeyId, secretAccessKey, sessionToken } = Object(answer.credentials)
  const sts = new STSClient({ ...world.server.sdk, credentials: { accessKeyId, secretAccessKey, sessionToken } })
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(Object(answer.assumedRoleUser).arn)
})

getCallerIdentity.refuses(
  'SignatureDoesNotMatch',
  'a wrong secret',
  () => {
    const { accessKeyId } = world.server.credentials
    const sts = new STSClient({ ...world.server.sdk, credentials: { accessKeyId, secretAccessKey: 'wrong' } })
    return sts.send(new GetCallerIdentityCommand({}))
  },
  /^The request signature we calculated does not match/,
)
getCallerIdentity.refuses(
  'InvalidClientTokenId',
  'a key that is not there',
  () => {
    const credentials = { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'wrong' }
    return new STSClient({ ...world.server.sdk, credentials }).send(new GetCallerIdentityCommand({}))
  },
  'The security token included in the request is invalid.',
)
