import { accessDenied } from '../access'
import { Fault } from '../fault'
import { type Answer, operation, type Parts } from '../operation'
import { maybeFlag, maybeList, maybeText, structure, text } from '../said'
import { malformedXml } from './faults'
import { onObject } from './needs'
import { refuseNotBuilt } from './not-built'
import { discard } from './objects'
import { aboutBucket, acceptableKey, type BucketPlace, bucketAt, bucketPlace } from './places'
import { removeRow } from './removal'

const mostKeys = 1000
/** Objects removed in one change. */
const together = 100

interface Wanted {
  readonly key: string
  readonly versionId?: string
  readonly match?: string
}

/** Removes up to a thousand objects, each with a fate of its own: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects = operation({
  service: 's3',
  name: 'DeleteObjects',
  input(said) {
    const { Objects, Quiet } = structure(said.Delete)
    const wanted = (maybeList(Objects) ?? []).map((it) => objectSaid(structure(it)))
    if (wanted.length === 0 || wanted.length > mostKeys) throw malformedXml()
    return { ...bucketPlace(said), wanted, quiet: maybeFlag(Quiet) ?? false }
  },
  need: () => ({ anyone: 'each key is decided on by itself' }),
  async handle({ wanted, quiet, ...place }, parts) {
    const [first] = wanted
    // Nobody learns here which buckets there are.
    if (first !== undefined && (await parts.store.buckets.get(place.bucket)) === undefined)
      await parts.demand(await needFor(place, first, parts))
    await bucketAt(place, parts)
    const results: Result[] = []
    for (let at = 0; at < wanted.length; at += together)
      results.push(
        ...(await removeSome(place.bucket, await judged(place, wanted.slice(at, at + together), parts), parts)),
      )
    return {
      Deleted: quiet ? [] : results.filter((it) => it.fault === undefined).map((it) => shown(it.wanted)),
      Errors: results.flatMap(({ wanted: it, fault }) =>
        fault === undefined ? [] : [{ ...shown(it), Code: fault.code, Message: fault.message }],
      ),
    }
  },
  about: (it) => aboutBucket(it),
})

function objectSaid(said: Readonly<Record<string, unknown>>): Wanted {
  if (said.LastModifiedTime !== undefined || said.Size !== undefined)
    refuseNotBuilt({ IfMatchLastModifiedTime: said.LastModifiedTime, IfMatchSize: said.Size })
  return { key: text(said.Key), versionId: maybeText(said.VersionId), match: maybeText(said.ETag) }
}

interface Result {
  readonly wanted: Wanted
  readonly fault?: Fault
}

async function judged(place: BucketPlace, wanted: readonly Wanted[], parts: Parts): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const it of wanted) results.push({ wanted: it, fault: await objection(place, it, parts) })
  return results
}

async function objection(place: BucketPlace, wanted: Wanted, parts: Parts): Promise<Fault | undefined> {
  try {
    acceptableKey(wanted.key)
    refuseNotBuilt({ VersionId: wanted.versionId })
  } catch (why) {
    if (why instanceof Fault) return why
    throw why
  }
  const need = await needFor(place, wanted, parts)
  const decision = await parts.decide(need)
  return decision.result === 'Allow' ? undefined : accessDenied('s3', parts.caller, need, decision, parts)
}

function needFor(place: BucketPlace, { key, versionId }: Wanted, parts: Parts) {
  return onObject(versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', { ...place, key }, parts)
}

/** Removes those without objection, together. A fault of one leaves the others alone. */
async function removeSome(
  bucket: string,
  judgements: readonly Result[],
  { store, blobs }: Parts,
): Promise<readonly Result[]> {
  const removed = await store.change(async (tx) => {
    const results: (Result & { readonly blob?: string })[] = []
    for (const it of judgements) {
      if (it.fault !== undefined) {
        results.push(it)
        continue
      }
      const { key, match } = it.wanted
      try {
        results.push({ ...it, blob: await removeRow(tx, { bucket, key, match }) })
      } catch (why) {
        if (!(why instanceof Fault)) throw why
        results.push({ ...it, fault: why })
      }
    }
    return results
  })
  for (const { blob } of removed) if (blob !== undefined) await discard(blobs, blob)
  return removed
}

function shown({ key, versionId }: Wanted): Answer {
  return { Key: key, VersionId: versionId }
}
