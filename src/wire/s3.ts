import { queryNames } from './percent'
import type { Received, WireFault } from './received'
import type { ServiceOperation } from './service'

// What S3 does that its model does not say. https://docs.aws.amazon.com/AmazonS3/latest/API/

export const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** The root element of an answer, where it is not the name of the payload. */
export const s3Roots: ReadonlyMap<string, string> = new Map([
  ['ListBuckets', 'ListAllMyBucketsResult'],
  ['ListObjects', 'ListBucketResult'],
  ['ListObjectsV2', 'ListBucketResult'],
  ['DeleteObjects', 'DeleteResult'],
  ['CopyObject', 'CopyObjectResult'],
  ['CreateMultipartUpload', 'InitiateMultipartUploadResult'],
  ['CompleteMultipartUpload', 'CompleteMultipartUploadResult'],
  ['ListParts', 'ListPartsResult'],
  ['ListMultipartUploads', 'ListMultipartUploadsResult'],
  ['GetBucketLocation', 'LocationConstraint'],
])

/** The one answer whose root is its only member: `<LocationConstraint>eu-west-1</LocationConstraint>`. */
export const s3Unwrapped = 'GetBucketLocation'

/** Parameters that name another thing than the bucket or the object. Whoever says one means that thing, and nothing else will do. */
const subresources: ReadonlySet<string> = new Set([
  'abac',
  'accelerate',
  'acl',
  'analytics',
  'annotation',
  'attributes',
  'cors',
  'delete',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'location',
  'logging',
  'metadataConfiguration',
  'metadataInventoryTable',
  'metadataJournalTable',
  'metadataTable',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'partNumber',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'renameObject',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'session',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versioning',
  'versions',
  'website',
])

/** Why a request that was routed, or was not, cannot be what its sender means. */
export function s3Refusal(received: Received, operation: ServiceOperation | undefined): WireFault | undefined {
  const { method, path, query, headers } = received
  if (path.startsWith('//'))
    return { code: 'InvalidBucketName', message: 'The specified bucket is not valid.', members: { BucketName: '' } }
  const [, literal = ''] = operation?.model.path.split('?') ?? []
  for (const name of queryNames(query)) {
    if (!subresources.has(name) || name === literal) continue
    const known = operation?.input?.members.some((it) => it.location === 'querystring' && it.wireName === name)
    if (known !== true) return notImplemented(`${method} ?${name}`)
  }
  if (headers.has('x-amz-copy-source') && operation?.name !== 'CopyObject' && method === 'PUT')
    return notImplemented(operation?.name === 'UploadPart' ? 'UploadPartCopy' : `${method} with x-amz-copy-source`)
  if (operation !== undefined) return undefined
  if (method === 'POST' && headers.get('content-type')?.startsWith('multipart/form-data'))
    return notImplemented('PostObject')
  return {
    code: 'MethodNotAllowed',
    message: 'The specified method is not allowed against this resource.',
    members: { Method: method, ResourceType: path.indexOf('/', 1) < 0 ? 'BUCKET' : 'OBJECT' },
  }
}

function notImplemented(what: string): WireFault {
  return {
    code: 'NotImplemented',
    message: `A header you provided implies functionality that is not implemented: ${what}`,
    status: 501,
  }
}

/** Headers as they are meant once the body is not chunked any more: its length, and its encoding without `aws-chunked`. */
export function withoutChunking(input: Record<string, unknown>, headers: Headers): Record<string, unknown> {
  const encoding = input.ContentEncoding
  if (typeof encoding === 'string' && encoding.includes('aws-chunked')) {
    const others = encoding
      .split(',')
      .map((it) => it.trim())
      .filter((it) => it !== 'aws-chunked' && it !== '')
    if (others.length === 0) delete input.ContentEncoding
    else input.ContentEncoding = others.join(',')
  }
  const length = headers.get('x-amz-decoded-content-length')
  if ('ContentLength' in input && length !== null && /^\d{1,15}$/.test(length)) input.ContentLength = Number(length)
  return input
}

/** Names of shapes whose values S3's model lists, and which a store with regions of its own cannot hold to. */
export const s3OpenEnums: ReadonlySet<string> = new Set(['BucketLocationConstraint'])
