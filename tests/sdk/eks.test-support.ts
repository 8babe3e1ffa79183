import {
  CreateAddonCommand,
  type CreateAddonCommandInput,
  CreatePodIdentityAssociationCommand,
  type CreatePodIdentityAssociationCommandInput,
  EKSClient,
} from '@aws-sdk/client-eks'
import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam'
import { cluster, roleArn, type SdkWorld } from './world'

/** Creates the association of `default/app`, or what is said otherwise. */
export const associate =
  (world: SdkWorld) =>
  (more: Partial<CreatePodIdentityAssociationCommandInput> = {}) =>
    world.eks.send(
      new CreatePodIdentityAssociationCommand({
        clusterName: cluster,
        namespace: 'default',
        serviceAccount: 'app',
        roleArn,
        ...more,
      }),
    )

export const agent = { clusterName: cluster, addonName: 'eks-pod-identity-agent' }
export const driver = { clusterName: cluster, addonName: 'aws-ebs-csi-driver' }
export const driverAccount = 'ebs-csi-controller-sa'

/** Creates the agent's add-on, or what is said otherwise. */
export const install =
  (world: SdkWorld) =>
  (more: Partial<CreateAddonCommandInput> = {}) =>
    world.eks.send(new CreateAddonCommand({ ...agent, ...more }))

/** What the cluster's connector tells of an add-on. */
export const told =
  (world: SdkWorld) =>
  (status: string, of: typeof agent = agent, issues: readonly unknown[] = []) =>
    world.any.call('podid', 'PutAddonState', { ...of, status, issues })

/** A client for a user who may do nothing. */
export async function nobody(world: SdkWorld): Promise<EKSClient> {
  const UserName = `nobody-${crypto.randomUUID()}`
  await world.iam.send(new CreateUserCommand({ UserName }))
  const { AccessKey } = await world.iam.send(new CreateAccessKeyCommand({ UserName }))
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {}
  return new EKSClient({ ...world.server.sdk, credentials: { accessKeyId, secretAccessKey } })
}

/** A waiter's patience in a test: it looks once a second. */
export const quick = { maxWaitTime: 240, minDelay: 1, maxDelay: 1 }

/** How a waiter ended: `SUCCESS`, or the state that made it fail. */
export async function waited(waiting: Promise<{ readonly state: unknown }>): Promise<string> {
  try {
    return String((await waiting).state)
  } catch (why) {
    return why instanceof Error ? why.message : 'unknown'
  }
}
