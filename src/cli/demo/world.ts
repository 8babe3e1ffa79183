import { EKSClient } from '@aws-sdk/client-eks'
import { IAMClient } from '@aws-sdk/client-iam'
import { S3Client } from '@aws-sdk/client-s3'
import { STSClient } from '@aws-sdk/client-sts'
import type { Connection } from '../connection'

/** The names of the walk-through. */
export const demo = {
  cluster: 'local',
  bucket: 'podid-demo',
  role: 'list-files',
  policy: 'read-the-demo-bucket',
  namespace: 'default',
  serviceAccount: 'list-files',
  stranger: 'stranger',
  addon: 'eks-pod-identity-agent',
  addonVersion: 'v1.0.0-eksbuild.1',
} as const

/** The real AWS SDK, pointed at this server. */
export function awsClients({ url, region, credentials }: Connection) {
  const options = { endpoint: url, region, credentials }
  return {
    eks: new EKSClient(options),
    iam: new IAMClient(options),
    s3: new S3Client(options),
    sts: new STSClient(options),
  }
}

export type AwsClients = ReturnType<typeof awsClients>

/** What the call answered, or `otherwise` when it refused because the thing is there already. */
export async function unlessThere<Answer>(
  call: Promise<Answer>,
  otherwise: () => Promise<Answer> | Answer,
): Promise<Answer> {
  try {
    return await call
  } catch (why) {
    const there = [
      'BucketAlreadyOwnedByYou',
      'EntityAlreadyExistsException',
      'EntityAlreadyExists',
      'ResourceInUseException',
    ]
    if (why instanceof Error && there.includes(why.name)) return otherwise()
    throw why
  }
}
