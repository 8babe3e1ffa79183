import type { Said } from '../operation'
import { maybeText } from '../said'
import type { Conditions } from './conditions'
import { invalidArgument } from './faults'

/** `bucket/key` or `/bucket/key`, percent-encoded, perhaps with a version. Throws InvalidArgument. */
export function sourceOf(header: string): { readonly bucket: string; readonly key: string } {
  const wrong = invalidArgument('Invalid copy source object key', 'x-amz-copy-source', header.slice(0, 200))
  const [path = '', version] = header.split('?versionId=')
  if (version !== undefined && version !== 'null')
    throw invalidArgument('Invalid version id specified', 'x-amz-copy-source', header.slice(0, 200))
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    throw wrong
  }
  const plain = decoded.startsWith('/') ? decoded.slice(1) : decoded
  const slash = plain.indexOf('/')
  if (slash <= 0 || slash === plain.length - 1) throw wrong
  return { bucket: plain.slice(0, slash), key: plain.slice(slash + 1) }
}

export function sourceConditions(said: Said): Conditions {
  return {
    ifMatch: maybeText(said.CopySourceIfMatch),
    ifNoneMatch: maybeText(said.CopySourceIfNoneMatch),
    ...(said.CopySourceIfModifiedSince instanceof Date ? { ifModifiedSince: said.CopySourceIfModifiedSince } : {}),
    ...(said.CopySourceIfUnmodifiedSince instanceof Date
      ? { ifUnmodifiedSince: said.CopySourceIfUnmodifiedSince }
      : {}),
  }
}
