import type { StoredObject } from '../../store'
import { Fault } from '../fault'
import type { Answer, Said } from '../operation'
import { maybeDate, maybeText, maybeTextMap } from '../said'

/** What is kept of an object beside its bytes. */
export type Description = Pick<StoredObject, 'contentType' | 'headers' | 'metadata'>

/** Members that are kept and given back, with the headers they are kept by. */
const kept = [
  ['CacheControl', 'cache-control'],
  ['ContentDisposition', 'content-disposition'],
  ['ContentEncoding', 'content-encoding'],
  ['ContentLanguage', 'content-language'],
] as const

/** Bytes of names and values together: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const mostMetadata = 2048

export function description(said: Said): Description {
  const headers: [string, string][] = []
  for (const [member, header] of kept) {
    const value = maybeText(said[member])
    if (value !== undefined) headers.push([header, value])
  }
  const expires = maybeDate(said.Expires)
  if (expires !== undefined) headers.push(['expires', expires.toISOString()])
  const metadata = maybeTextMap(said.Metadata) ?? {}
  const size = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  )
  if (size > mostMetadata)
    throw new Fault('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      Size: size,
      MaxSizeAllowed: mostMetadata,
    })
  return {
    contentType: maybeText(said.ContentType) ?? 'binary/octet-stream',
    headers: Object.fromEntries(headers),
    metadata,
  }
}

/** The same as answers spell it. */
export function described({ contentType, headers, metadata }: Description): Answer {
  const { expires } = headers
  return {
    ...Object.fromEntries(kept.map(([member, header]) => [member, headers[header]])),
    Expires: expires === undefined ? undefined : new Date(expires),
    ContentType: contentType,
    Metadata: metadata,
  }
}
