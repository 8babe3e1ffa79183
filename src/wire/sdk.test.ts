import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import {
  CreatePodIdentityAssociationCommand,
  DescribeClusterCommand,
  EKSClient,
  ListPodIdentityAssociationsCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eks'
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetAccountSummaryCommand,
  IAMClient,
  NoSuchEntityException,
} from '@aws-sdk/client-iam'
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { decode } from './decode'
import { encode } from './encode'
import { encodeFault } from './encode-fault'
import { models } from './models'
import type { WireFault } from './received'
import { route } from './route'

// The real SDKs on one side, this folder on the other, and an answer put in between: what the SDK meant is what is heard, and the other way.

interface Heard {
  operation: string
  input: Record<string, unknown>
  text?: string
}

let heard: Heard | undefined
let output: Record<string, unknown> = {}
let fault: WireFault | undefined
let server: ReturnType<typeof Bun.serve>

beforeAll(() => {
  server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const [, service = ''] =
        /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.get('authorization') ?? '') ?? []
      const model = models.get(service)
      if (model === undefined) return new Response(`no service ${service}`, { status: 500 })
      const at = request.url.indexOf('/', 8)
      const [path = '/', query = ''] = request.url.slice(at).split('?')
      const received = { method: request.method, path, query, headers: request.headers }
      const body = new Uint8Array(await request.arrayBuffer())
      const routed = route(model, received, body)
      if ('fault' in routed) return encodeFault(model, undefined, routed.fault, 'rid-1')
      const decoded = decode(model, routed, received, body)
      if (decoded.fault !== undefined) return encodeFault(model, routed.operation, decoded.fault, 'rid-1')
      heard = { operation: routed.operation, input: decoded.input }
      if (routed.streaming && decoded.input.Body instanceof ReadableStream) {
        heard.text = await new Response(decoded.input.Body).text()
        delete heard.input.Body
      }
      if (fault !== undefined) return encodeFault(model, routed.operation, fault, 'rid-1')
      return encode(model, routed.operation, output, 'rid-1')
    },
  })
})
afterAll(() => server.stop(true))

const settings = () => ({
  endpoint: `http://127.0.0.1:${server.port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-a-secret' },
  maxAttempts: 1,
})

async function saying<Answer>(answer: Record<string, unknown>, ask: () => Promise<Answer>): Promise<Answer> {
  heard = undefined
  fault = undefined
  output = answer
  return ask()
}

async function refusing(what: WireFault, ask: () => Promise<unknown>): Promise<unknown> {
  heard = undefined
  fault = what
  return ask().then(
    () => undefined,
    (why: unknown) => why,
  )
}

describe('EKS', () => {
  test('an association is created as it was asked for', async () => {
    const createdAt = new Date(1_700_862_734_922)
    const association = { associationId: 'a-1', clusterName: 'blue', tags: {}, createdAt, disableSessionTags: false }
    const asked = {
      clusterName: 'blue',
      namespace: 'n',
      serviceAccount: 's',
      roleArn: 'r',
      clientRequestToken: 't',
      tags: { a: 'é &' },
    }
    const eks = new EKSClient(settings())
    const answer = await saying({ association }, () => eks.send(new CreatePodIdentityAssociationCommand(asked)))
    expect(heard).toEqual({ operation: 'CreatePodIdentityAssociation', input: asked })
    expect(answer.association).toEqual(association)
    expect(answer.$metadata.requestId).toBe('rid-1')
  })

  test('queries and labels', async () => {
    const eks = new EKSClient(settings())
    const asked = { clusterName: 'b', namespace: 'x y', maxResults: 7, nextToken: 'a+b/=' }
    const answer = await saying({ associations: [], nextToken: 'n' }, () =>
      eks.send(new ListPodIdentityAssociationsCommand(asked)),
    )
    expect(heard).toEqual({ operation: 'ListPodIdentityAssociations', input: asked })
    expect([answer.associations, answer.nextToken]).toEqual([[], 'n'])
    const untag = { resourceArn: 'arn:aws:eks:us-east-1:1:podidentityassociation/c/a-1', tagKeys: ['a', 'b c'] }
    await saying({}, () => eks.send(new UntagResourceCommand(untag)))
    expect(heard).toEqual({ operation: 'UntagResource', input: untag })
  })

  test('a refusal keeps its name, status and members', async () => {
    const eks = new EKSClient(settings())
    const what = {
      code: 'ResourceNotFoundException',
      message: 'No cluster found for name: b.',
      members: { clusterName: 'b' },
    }
    const why = await refusing(what, () => eks.send(new DescribeClusterCommand({ name: 'b' })))
    expect(why).toMatchObject({
      name: what.code,
      message: what.message,
      clusterName: 'b',
      $metadata: { httpStatusCode: 404 },
    })
  })
})

describe('STS and IAM', () => {
  test('a session with tags', async () => {
    const Expiration = new Date('2026-01-02T03:04:05Z')
    const Credentials = { AccessKeyId: 'ASIA1', SecretAccessKey: 's/+&<', SessionToken: 't', Expiration }
    const asked = {
      RoleArn: 'arn:aws:iam::111122223333:role/x',
      RoleSessionName: 'session',
      DurationSeconds: 900,
      Tags: [
        { Key: 'a b', Value: '' },
        { Key: 'ü', Value: 'v+w' },
      ],
      TransitiveTagKeys: ['a b'],
    }
    const sts = new STSClient(settings())
    const answer = await saying({ Credentials }, () => sts.send(new AssumeRoleCommand(asked)))
    expect(heard).toEqual({ operation: 'AssumeRole', input: asked })
    expect(answer.Credentials).toEqual(Credentials)
    expect(answer.$metadata.requestId).toBe('rid-1')
    const me = { UserId: 'AROA:x', Account: '111122223333', Arn: 'arn:aws:sts::111122223333:assumed-role/r/x' }
    expect(await saying(me, () => sts.send(new GetCallerIdentityCommand({})))).toMatchObject(me)
  })

  test('roles, empty answers, maps and refusals', async () => {
    const iam = new IAMClient(settings())
    const asked = { RoleName: 'r', AssumeRolePolicyDocument: '{"a": "<&>"}\n', Tags: [] }
    const CreateDate = new Date('2026-01-02T03:04:05Z')
    const Role = {
      Path: '/',
      RoleName: 'r',
      RoleId: 'AROA0123456789ABCDEF0',
      Arn: 'a',
      CreateDate,
      AssumeRolePolicyDocument: '%7B%7D',
    }
    const answer = await saying({ Role }, () => iam.send(new CreateRoleCommand(asked)))
    expect(heard).toEqual({ operation: 'CreateRole', input: asked })
    expect(answer.Role).toEqual(Role)
    expect((await saying({}, () => iam.send(new DeleteRoleCommand({ RoleName: 'r' })))).$metadata.requestId).toBe(
      'rid-1',
    )
    const SummaryMap = { Users: 1, Roles: 2 }
    const summary = await saying({ SummaryMap }, () => iam.send(new GetAccountSummaryCommand({})))
    expect(summary.SummaryMap).toEqual(SummaryMap)
    const gone = { code: 'NoSuchEntity', message: 'The role with name r cannot be found.' }
    const why = await refusing(gone, () => iam.send(new DeleteRoleCommand({ RoleName: 'r' })))
    expect(why).toBeInstanceOf(NoSuchEntityException)
    expect(why).toMatchObject({ message: gone.message, $metadata: { httpStatusCode: 404 } })
  })
})

describe('CloudTrail', () => {
  test('events are looked up', async () => {
    const asked = {
      MaxResults: 5,
      StartTime: new Date(1_700_000_000_000),
      LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: 'x' }],
    }
    const Events = [{ EventId: 'e', EventTime: new Date(1_700_000_000_500), EventName: 'x', Resources: [] }]
    const trail = new CloudTrailClient(settings())
    const answer = await saying({ Events }, () => trail.send(new LookupEventsCommand(asked)))
    expect(heard).toEqual({ operation: 'LookupEvents', input: asked })
    expect(answer.Events).toEqual(Events)
  })
})

describe('S3', () => {
  const s3 = () => new S3Client({ ...settings(), forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' })
  const Key = "folder/ü key+(1)'s &<>%2F.txt"

  test('an object is put, with its metadata', async () => {
    const asked = { Bucket: 'b', Key, Body: 'hello', ContentType: 'text/plain', Metadata: { a: 'one two' } }
    const answer = await saying({ ETag: '"e"' }, () => s3().send(new PutObjectCommand(asked)))
    expect(heard?.operation).toBe('PutObject')
    expect(heard?.input).toMatchObject({
      Bucket: 'b',
      Key,
      ContentType: 'text/plain',
      Metadata: { a: 'one two' },
      ContentLength: 5,
    })
    expect(heard?.text).toBe('hello')
    expect(answer.ETag).toBe('"e"')
  })

  test('parts, copies and the end of an upload', async () => {
    await saying({}, () =>
      s3().send(new UploadPartCommand({ Bucket: 'b', Key, UploadId: 'u', PartNumber: 3, Body: 'part' })),
    )
    expect(heard).toMatchObject({ operation: 'UploadPart', input: { Key, UploadId: 'u', PartNumber: 3 }, text: 'part' })
    const CopyObjectResult = { ETag: '"e"', LastModified: new Date('2026-01-02T03:04:05.678Z') }
    const copied = await saying({ CopyObjectResult }, () =>
      s3().send(new CopyObjectCommand({ Bucket: 'b', Key, CopySource: 'c/d' })),
    )
    expect(heard).toMatchObject({ operation: 'CopyObject', input: { Bucket: 'b', Key, CopySource: 'c/d' } })
    expect(copied.CopyObjectResult).toEqual(CopyObjectResult)
    const MultipartUpload = {
      Parts: [
        { PartNumber: 1, ETag: '"x"' },
        { PartNumber: 2, ETag: '"y"' },
      ],
    }
    await saying({ Location: 'l' }, () =>
      s3().send(new CompleteMultipartUploadCommand({ Bucket: 'b', Key, UploadId: 'u', MultipartUpload })),
    )
    expect(heard).toMatchObject({ operation: 'CompleteMultipartUpload', input: { MultipartUpload, UploadId: 'u' } })
  })

  test('an object is got, whole and in part; HEAD keeps its length', async () => {
    const body = () => new Blob(['hello']).stream()
    const answer = await saying({ Body: body(), ContentLength: 5, ETag: '"e"', Metadata: { k: 'ü' } }, () =>
      s3().send(new GetObjectCommand({ Bucket: 'b', Key })),
    )
    expect(await answer.Body?.transformToString()).toBe('hello')
    expect(answer.ContentLength).toBe(5)
    const part = await saying({ Body: body(), ContentLength: 5, ContentRange: 'bytes 0-4/10' }, () =>
      s3().send(new GetObjectCommand({ Bucket: 'b', Key, Range: 'bytes=0-4' })),
    )
    expect(part.$metadata.httpStatusCode).toBe(206)
    expect(heard?.input.Range).toBe('bytes=0-4')
    const LastModified = new Date('2026-01-02T03:04:05Z')
    const head = await saying({ ContentLength: 123_456, LastModified }, () =>
      s3().send(new HeadObjectCommand({ Bucket: 'b', Key })),
    )
    expect([head.ContentLength, head.LastModified]).toEqual([123_456, LastModified])
  })

  test('lists, deletions, locations, policies', async () => {
    const Contents = [
      { Key: ' sp <&> ', Size: 5_000_000_000, ETag: '"e"', LastModified: new Date('2026-01-02T03:04:05.678Z') },
    ]
    const list = await saying(
      { Name: 'b', IsTruncated: false, KeyCount: 1, Contents, CommonPrefixes: [{ Prefix: 'p/' }] },
      () => s3().send(new ListObjectsV2Command({ Bucket: 'b', Prefix: 'a b', Delimiter: '/' })),
    )
    expect(heard).toMatchObject({ operation: 'ListObjectsV2', input: { Bucket: 'b', Prefix: 'a b', Delimiter: '/' } })
    expect([list.Contents, list.CommonPrefixes]).toMatchObject([Contents, [{ Prefix: 'p/' }]])
    const Buckets = [{ Name: 'b', CreationDate: new Date('2026-01-02T03:04:05.000Z') }]
    expect((await saying({ Buckets }, () => s3().send(new ListBucketsCommand({})))).Buckets).toEqual(Buckets)
    const Delete = { Objects: [{ Key }, { Key: ' two\r\n' }], Quiet: true }
    const deleted = await saying({ Deleted: [{ Key }], Errors: [{ Key: 'k', Code: 'AccessDenied' }] }, () =>
      s3().send(new DeleteObjectsCommand({ Bucket: 'b', Delete })),
    )
    expect(heard).toMatchObject({ operation: 'DeleteObjects', input: { Bucket: 'b', Delete } })
    expect([deleted.Deleted, deleted.Errors]).toEqual([[{ Key }], [{ Key: 'k', Code: 'AccessDenied' }]])
    const where = await saying({ LocationConstraint: 'eu-west-1' }, () =>
      s3().send(new GetBucketLocationCommand({ Bucket: 'b' })),
    )
    expect(where.LocationConstraint).toBe('eu-west-1')
    const policy = await saying({ Policy: '{"a": 1}' }, () => s3().send(new GetBucketPolicyCommand({ Bucket: 'b' })))
    expect(policy.Policy).toBe('{"a": 1}')
  })

  test('refusals, with a body and without', async () => {
    const what = { code: 'NoSuchKey', message: 'The specified key does not exist.', members: { Key: 'k' } }
    const why = await refusing(what, () => s3().send(new GetObjectCommand({ Bucket: 'b', Key })))
    expect(why).toBeInstanceOf(NoSuchKey)
    expect(why).toMatchObject({ Key: 'k', $metadata: { httpStatusCode: 404, requestId: 'rid-1' } })
    const none = await refusing(what, () => s3().send(new HeadObjectCommand({ Bucket: 'b', Key })))
    expect(none).toMatchObject({ name: 'NotFound', $metadata: { httpStatusCode: 404 } })
  })
})
