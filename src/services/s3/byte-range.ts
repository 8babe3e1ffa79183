import { Fault } from '../fault'

/** First byte, and the one behind the last. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** `bytes=a-b`, `bytes=a-`, `bytes=-n`. Undefined: the whole (no range, several, or none we can read, as S3 does). Throws InvalidRange. */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size : Math.min(size, Number(to) + 1)
  if (start >= size || (from === '' && Number(to) === 0)) {
    throw new Fault('InvalidRange', 'The requested range is not satisfiable', {
      RangeRequested: header ?? '',
      ActualObjectSize: String(size),
    })
  }
  return { start, end }
}
