import type { StoredObject } from '../../store'
import { Fault } from '../fault'
import type { Answer, Parts, Said } from '../operation'
import { maybeDate, maybeNumber, maybeText } from '../said'
import { type Conditions, conditions, readable } from './conditions'
import { described } from './described'
import { checksumMembers } from './digests'
import { invalidArgument, invalidRequest } from './faults'
import { type ObjectPlace, objectPlace } from './places'
import { type Range, rangeOf } from './ranges'

/** What GetObject and HeadObject say alike. */
export interface Reading extends ObjectPlace {
  readonly versioned: boolean
  readonly conditions: Conditions
  readonly range?: string
  readonly partNumber?: number
  readonly showChecksums: boolean
  /** Headers to answer instead of those that are kept, by the members of the answer. */
  readonly instead: Answer
}

export function reading(said: Said): Reading {
  const range = maybeText(said.Range)
  const partNumber = maybeNumber(said.PartNumber)
  if (partNumber !== undefined && range !== undefined)
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter')
  if (partNumber !== undefined && (partNumber < 1 || partNumber > 10_000))
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      String(partNumber),
    )
  return {
    ...objectPlace(said),
    versioned: said.VersionId !== undefined,
    conditions: conditions(said),
    range,
    partNumber,
    showChecksums: said.ChecksumMode === 'ENABLED',
    instead: overrides(said),
  }
}

function overrides(said: Said): Answer {
  const said_ = {
    CacheControl: maybeText(said.ResponseCacheControl),
    ContentDisposition: maybeText(said.ResponseContentDisposition),
    ContentEncoding: maybeText(said.ResponseContentEncoding),
    ContentLanguage: maybeText(said.ResponseContentLanguage),
    ContentType: maybeText(said.ResponseContentType),
    Expires: maybeDate(said.ResponseExpires),
  }
  return Object.fromEntries(Object.entries(said_).filter(([, value]) => value !== undefined))
}

/** The members of the answer, and which bytes of the object go with them. Throws when the conditions do not hold. */
export function read(
  row: StoredObject,
  asked: Reading,
  { caller }: Pick<Parts, 'caller'>,
): { readonly answer: Answer; readonly range: Range } {
  if (caller.principal.kind === 'anonymous' && Object.keys(asked.instead).length > 0)
    throw invalidRequest('Request specific response headers cannot be used for anonymous GET requests.')
  readable(row, asked.conditions)
  const part = asked.partNumber === undefined ? undefined : partOf(row, asked.partNumber)
  const partial = part ?? (asked.range === undefined ? undefined : rangeOf(asked.range, row.size))
  const range = partial ?? { start: 0, end: row.size }
  return {
    range,
    answer: {
      AcceptRanges: 'bytes',
      LastModified: new Date(row.modifiedAt),
      ContentLength: range.end - range.start,
      ContentRange: partial && `bytes ${range.start}-${range.end - 1}/${row.size}`,
      ETag: `"${row.etag}"`,
      PartsCount: asked.partNumber === undefined ? undefined : row.upload && countOf(row.upload.parts),
      ...described(row),
      // A checksum of the whole would prove a part wrong.
      ...(asked.showChecksums && partial === undefined ? checksumMembers(row.checksums) : {}),
      ...asked.instead,
    },
  }
}

/** Undefined when it is all of an object that is empty: no range says that. */
function partOf({ size, upload }: StoredObject, number: number): Range | undefined {
  let start = 0
  let before = 0
  for (const [count, each] of upload?.parts ?? [[1, size] as const]) {
    if (number <= before + count) {
      start += (number - before - 1) * each
      return each === 0 ? undefined : { start, end: start + each }
    }
    start += count * each
    before += count
  }
  throw new Fault('InvalidPartNumber', 'The requested partnumber is not satisfiable', {
    PartNumberRequested: number,
    ActualPartCount: before,
  })
}

function countOf(parts: readonly (readonly [number, number])[]): number {
  return parts.reduce((sum, [count]) => sum + count, 0)
}
