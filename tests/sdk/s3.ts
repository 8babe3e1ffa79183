import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { SdkWorld } from './world'

/** S3 as a user who may nothing. */
export async function nobody(world: SdkWorld): Promise<S3Client> {
  const UserName = `nobody-${crypto.randomUUID()}`
  await world.iam.send(new CreateUserCommand({ UserName }))
  const { AccessKey } = await world.iam.send(new CreateAccessKeyCommand({ UserName }))
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {}
  return new S3Client({ ...world.server.sdk, credentials: { accessKeyId, secretAccessKey } })
}

/** A new bucket with objects, each of which holds its own key. */
export async function filled(world: SdkWorld, ...keys: readonly string[]): Promise<string> {
  const Bucket = `b-${crypto.randomUUID()}`
  await world.s3.send(new CreateBucketCommand({ Bucket }))
  for (const Key of keys) await world.s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
  return Bucket
}

/** A bucket that there is not. */
export const nowhere = 'nowhere-at-all'
export const noBucket = 'The specified bucket does not exist'
export const denied = /^User: arn:aws:iam::000000000000:user\/nobody-\S+ is not authorized to perform: s3:\w+ /

/** An answer without a body has no code: boto3 names such an error by its status, and so do these tests. */
export async function byStatus<Answer>(call: Promise<Answer>): Promise<Answer> {
  return call.catch((why) => {
    const { name, message, $metadata } = Object(why)
    const status = $metadata?.httpStatusCode
    throw Object.assign(new Error(message), { code: name === 'NotFound' ? name : String(status), status })
  })
}
