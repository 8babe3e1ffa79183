import { expect } from 'bun:test'
import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { AwsClient } from 'aws4fetch'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const deleteObjects = operationTests('s3', 'DeleteObjects')
const remove = async (Bucket: string, keys: readonly string[], more: object = {}, s3 = world.s3) =>
  s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })), ...more } }))

/** By hand, with any headers: the SDK always sends a digest that is right. */
async function byHand(Bucket: string, headers: Record<string, string>): Promise<never> {
  const aws = new AwsClient({ ...world.server.credentials, service: 's3', region: 'us-east-1' })
  const body = '<Delete><Object><Key>k</Key></Object></Delete>'
  const answer = await aws.fetch(`${world.server.url}/${Bucket}?delete`, { method: 'POST', body, headers })
  const member = (xml: string, name: string) => new RegExp(`<${name}>(.*)</${name}>`).exec(xml)?.[1]
  const xml = await answer.text()
  throw Object.assign(new Error(member(xml, 'Message')), { code: member(xml, 'Code'), status: answer.status })
}

deleteObjects.succeeds('removes each, whether it was there or not', async () => {
  const Bucket = await filled(world, 'a', 'b', 'c')
  expect((await remove(Bucket, ['a', 'none'])).Deleted).toEqual([{ Key: 'a' }, { Key: 'none' }])
  expect((await remove(Bucket, ['b'], { Quiet: true })).Deleted ?? []).toEqual([])
  expect((await world.s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map((it) => it.Key)).toEqual(['c'])
})
deleteObjects.succeeds('tells of each that it may not remove', async () => {
  const { Deleted = [], Errors } = await remove(await filled(world, 'a'), ['a'], {}, await nobody(world))
  expect([Deleted, Errors]).toEqual([[], [{ Key: 'a', Code: 'AccessDenied', Message: expect.stringMatching(denied) }]])
})
deleteObjects.refuses('NoSuchBucket', 'a bucket that there is not', () => remove(nowhere, ['a']), noBucket)
deleteObjects.refuses(
  'AccessDenied',
  'who may not learn that there is none',
  async () => remove(nowhere, ['a'], {}, await nobody(world)),
  denied,
)
deleteObjects.refuses('MalformedXML', 'nothing', async () => remove(await filled(world), []))
deleteObjects.refuses('MalformedXML', 'more than a thousand', async () =>
  remove(
    await filled(world),
    Array.from({ length: 1_001 }, (_, n) => `k${n}`),
  ),
)
deleteObjects.refuses(
  'InvalidRequest',
  'a body without a digest',
  async () => byHand(await filled(world, 'k'), {}),
  'Missing required header for this request: Content-MD5',
)
deleteObjects.refuses(
  'BadDigest',
  'a digest of another body',
  async () => byHand(await filled(world, 'k'), { 'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==' }),
  'The Content-MD5 you specified did not match what we received.',
)
deleteObjects.refuses(
  'InvalidDigest',
  'a digest that is none',
  async () => byHand(await filled(world, 'k'), { 'content-md5': 'x' }),
  'The Content-MD5 you specified was invalid.',
)
