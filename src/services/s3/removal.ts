import type { Tables } from '../../store'
import { bare } from './conditions'
import { noSuchKey, preconditionFailed } from './faults'
import { rowKey } from './places'

/** An object to be removed; `match`: only when it has this ETag, or `*`: only when it is there. */
export interface Doomed {
  readonly bucket: string
  readonly key: string
  readonly match?: string
}

/** Removes the row. Answers the blob that it had; undefined when there was none, which is no error unless one was expected. */
export async function removeRow(tx: Pick<Tables, 'objects'>, { match, ...place }: Doomed): Promise<string | undefined> {
  const row = await tx.objects.get(rowKey(place))
  if (row === undefined) {
    if (match !== undefined) throw noSuchKey(place.key)
    return undefined
  }
  if (match !== undefined && match.trim() !== '*' && bare(match) !== row.etag) throw preconditionFailed('If-Match')
  await tx.objects.remove(rowKey(place))
  return row.blob
}
