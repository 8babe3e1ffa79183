import { partKey, partsOf, type Store, type Tables, type Upload, type UploadPart } from '../../store'
import { found } from '../fault'
import type { Parts } from '../operation'
import { invalidArgument, noSuchUpload } from './faults'
import { discard } from './objects'
import type { ObjectPlace } from './places'

/** A multipart upload as a request speaks of it. */
export interface UploadPlace extends ObjectPlace {
  readonly uploadId: string
}

const separator = '\u001f'

/** What stands in the table of uploads after the bucket. */
export function uploadName({ key, uploadId }: Pick<Upload, 'key' | 'uploadId'>): string {
  return key + separator + uploadId
}

export function uploadKey(upload: Pick<Upload, 'bucket' | 'key' | 'uploadId'>): string {
  return `${upload.bucket}/${uploadName(upload)}`
}

/** Only under its own bucket and key. */
export async function uploadAt(place: UploadPlace, { uploads }: Pick<Tables, 'uploads'>): Promise<Upload> {
  return found(await uploads.get(uploadKey(place)), () => noSuchUpload(place.uploadId))
}

export function partNumber(number: number): number {
  if (number < 1 || number > 10_000)
    throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', String(number))
  return number
}

/** Rows at a time. */
const some = 1000

/** All parts in order. */
export async function* eachPart(uploadId: string, { parts }: Pick<Store, 'parts'>): AsyncGenerator<UploadPart> {
  for (let after: string | undefined; ; ) {
    const rows = await parts.list({ prefix: partsOf(uploadId) }, { limit: some, after })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < some) return
    after = partKey(uploadId, last.number)
  }
}

/** Takes away the parts of an upload that is no more. */
export async function forgetParts(uploadId: string, { store, blobs }: Pick<Parts, 'store' | 'blobs'>): Promise<void> {
  for (;;) {
    const removed = await store.change(async (tx) => {
      const rows = await tx.parts.list({ prefix: partsOf(uploadId) }, { limit: some })
      for (const { number } of rows) await tx.parts.remove(partKey(uploadId, number))
      return rows
    })
    for (const { blob } of removed) await discard(blobs, blob)
    if (removed.length < some) return
  }
}
