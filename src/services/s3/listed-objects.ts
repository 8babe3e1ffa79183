import type { Store, StoredObject } from '../../store'
import type { Answer, Parts } from '../operation'
import { algorithmsOf } from './digests'
import type { ListSaid } from './list-said'
import { type Item, type Listed, list, type Wanted } from './listing'
import { ownerOf } from './places'

export function listObjectRows(store: Store, bucket: string, wanted: Wanted): Promise<Listed<StoredObject>> {
  const key = (row: StoredObject): string => row.key
  return list({ table: store.objects, bucket, nameOf: key, keyOf: key }, wanted)
}

/** `Contents` and `CommonPrefixes`. */
export function contents(
  items: readonly Item<StoredObject>[],
  { spell }: ListSaid,
  owner?: Pick<Parts, 'account'>,
): Answer {
  return {
    Contents: items.flatMap(({ row }) => (row === undefined ? [] : [content(row, spell, owner)])),
    CommonPrefixes: items.flatMap(({ common }) => (common === undefined ? [] : [{ Prefix: spell(common) }])),
  }
}

function content(row: StoredObject, spell: ListSaid['spell'], owner?: Pick<Parts, 'account'>): Answer {
  const algorithms = algorithmsOf(row.checksums)
  return {
    Key: spell(row.key),
    LastModified: new Date(row.modifiedAt),
    ETag: `"${row.etag}"`,
    ChecksumAlgorithm: algorithms.length === 0 ? undefined : algorithms,
    ChecksumType: row.checksums.ChecksumType,
    Size: row.size,
    StorageClass: 'STANDARD',
    Owner: owner && ownerOf(owner),
  }
}
