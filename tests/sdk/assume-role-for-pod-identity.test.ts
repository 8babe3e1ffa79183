import { expect, test } from 'bun:test'
import { CreatePodIdentityAssociationCommand } from '@aws-sdk/client-eks'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { account, cluster, refusal, roleArn, sdkWorld } from './world'

const world = sdkWorld()

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
const exchange = async (given: string) =>
  world.any.call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: cluster, token: given })

test('gives a pod the session of its role, good for six hours', async () => {
  const { association } = await world.eks.send(
    new CreatePodIdentityAssociationCommand({
      clusterName: cluster,
      namespace: 'default',
      serviceAccount: 'app',
      roleArn,
    }),
  )
  const answer = await exchange(await token())
  const { arn } = Object(answer.assumedRoleUser)
  expect(answer).toMatchObject({
    subject: { namespace: 'default', serviceAccount: 'app' },
    audience: 'pods.eks.amazonaws.com',
    podIdentityAssociation: { associationArn: association?.associationArn, associationId: association?.associationId },
    assumedRoleUser: {
      arn: expect.stringMatching(
        new RegExp(`^arn:aws:sts::${account}:assumed-role/app/eks-${cluster}-app-1-[0-9a-f-]{36}$`),
      ),
    },
  })
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = Object(answer.credentials)
  expect(Math.round((expiration.getTime() - Date.now()) / 60_000)).toBe(360)
  const sts = new STSClient({ ...world.server.sdk, credentials: { accessKeyId, secretAccessKey, sessionToken } })
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(arn)
})

test.each([
  [{ serviceAccount: 'other' }, /^ResourceNotFoundException 404: /],
  [{ audience: 'sts.amazonaws.com' }, /^InvalidTokenException 400: /],
])('a token with %p is refused', async (more, words) => {
  expect(await refusal(token(more).then(exchange))).toMatch(words)
})
