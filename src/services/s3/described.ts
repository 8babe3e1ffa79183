import type { StoredObject } from '../../store'
import type { Answer, Said } from '../operation'
import { maybeText, maybeTextMap } from '../said'
import { type ByteRange, rangeOf } from './byte-range'
import { checksumMembers } from './digests'

/** Members that a client gives with an object and gets back with it. */
const kept = ['CacheControl', 'ContentDisposition', 'ContentEncoding', 'ContentLanguage'] as const

/** What a client says of an object beside its bytes. `aws-chunked` is how it came, not what it is. */
export function describedBy(said: Said): Pick<StoredObject, 'contentType' | 'headers' | 'metadata'> {
  const headers: Record<string, string> = {}
  for (const name of kept) {
    const value = maybeText(said[name])
    if (value !== undefined) headers[name] = value
  }
  const encoding = headers.ContentEncoding?.split(',')
    .map((it) => it.trim())
    .filter((it) => it !== 'aws-chunked' && it !== '')
  if (encoding !== undefined) headers.ContentEncoding = encoding.join(',')
  if (headers.ContentEncoding === '') delete headers.ContentEncoding
  if (said.Expires instanceof Date) headers.Expires = said.Expires.toISOString()
  const contentType = maybeText(said.ContentType)
  return { headers, metadata: maybeTextMap(said.Metadata) ?? {}, ...(contentType === undefined ? {} : { contentType }) }
}

/** What HeadObject and GetObject say of an object, or of a range of it; `asked` may override some of it. */
export function told(object: StoredObject, asked: Said): { readonly answer: Answer; readonly range: ByteRange } {
  const part = rangeOf(maybeText(asked.Range), object.size)
  const range = part ?? { start: 0, end: object.size }
  const { Expires, ...headers } = object.headers
  const wantsChecksum = maybeText(asked.ChecksumMode)?.toUpperCase() === 'ENABLED' && part === undefined
  return {
    range,
    answer: {
      ...headers,
      ...(Expires === undefined ? {} : { Expires: new Date(Expires) }),
      ContentType: object.contentType ?? 'binary/octet-stream',
      ...overrides(asked),
      ContentLength: range.end - range.start,
      AcceptRanges: 'bytes',
      ETag: `"${object.etag}"`,
      LastModified: new Date(object.modifiedAt),
      Metadata: object.metadata,
      ...(wantsChecksum ? checksumMembers(object.checksums) : {}),
      ...(part === undefined ? {} : { ContentRange: `bytes ${part.start}-${part.end - 1}/${object.size}` }),
    },
  }
}

function overrides(asked: Said): Answer {
  const names = [...kept, 'ContentType'] as const
  const given = names.flatMap((name) => {
    const value = maybeText(asked[`Response${name}`])
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(given),
    ...(asked.ResponseExpires instanceof Date ? { Expires: asked.ResponseExpires } : {}),
  }
}
