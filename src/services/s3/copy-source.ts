import type { Fault } from '../fault'
import { invalidArgument } from './faults'
import { acceptableKey } from './places'

/** An object to copy from; `versioned`: its one version was named. */
export interface CopySource {
  readonly bucket: string
  readonly key: string
  readonly versioned: boolean
}

/** `bucket/key`, percent-encoded, with or without a slash before it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export function copySource(header: string): CopySource {
  const [path = '', query = '', ...more] = header.split('?')
  const [bucket = '', ...rest] = decoded(path, header).replace(/^\//, '').split('/')
  const key = rest.join('/')
  if (bucket === '' || key === '' || more.length > 0 || bucket.startsWith('arn:')) throw unreadable(header)
  if (query !== '' && query !== 'versionId=null') {
    if (!query.startsWith('versionId=')) throw unreadable(header)
    throw invalidArgument('Invalid version id specified', 'versionId', query.slice('versionId='.length))
  }
  return { bucket, key: acceptableKey(key), versioned: query !== '' }
}

/** As in a form, `+` is a space. */
function decoded(path: string, header: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '))
  } catch {
    throw unreadable(header)
  }
}

function unreadable(header: string): Fault {
  return invalidArgument(
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    'x-amz-copy-source',
    header,
  )
}
