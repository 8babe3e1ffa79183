import type { Store, UploadPart } from '../../store'
import { Fault } from '../fault'
import type { Said } from '../operation'
import { maybeList, maybeNumber, maybeStructure, maybeText, structure } from '../said'
import { bare } from './conditions'
import { type SaidDigests, saidDigests } from './digests'
import { invalidPart, malformedXml } from './faults'
import { eachPart } from './uploads'

/** One part as CompleteMultipartUpload names it. */
export interface NamedPart {
  readonly number: number
  readonly etag: string
  readonly digests: SaidDigests
}

/** Bytes every part but the last must have: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const leastPart = 5 * 1024 ** 2

const mostParts = 10_000

/** Throws unless there is at least one, and the numbers rise. */
export function namedParts(said: Said): readonly NamedPart[] {
  const { Parts } = maybeStructure(said.MultipartUpload) ?? {}
  const named = (maybeList(Parts) ?? []).map((it) => {
    const part = structure(it)
    const number = maybeNumber(part.PartNumber)
    const etag = maybeText(part.ETag)
    if (number === undefined || etag === undefined) throw malformedXml()
    return { number, etag: bare(etag), digests: saidDigests(part) }
  })
  if (named.length === 0 || named.length > mostParts) throw malformedXml()
  for (const [at, { number }] of named.entries())
    if (at > 0 && number <= (named[at - 1]?.number ?? 0))
      throw new Fault(
        'InvalidPartOrder',
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
      )
  return named
}

/** The parts that are named, as they are kept. Throws unless each is there, is what it is said to be, and is large enough. */
export async function chosenParts(
  uploadId: string,
  named: readonly NamedPart[],
  store: Pick<Store, 'parts'>,
): Promise<readonly UploadPart[]> {
  const wanted = new Map(named.map((it) => [it.number, it]))
  const chosen: UploadPart[] = []
  for await (const part of eachPart(uploadId, store)) {
    const it = wanted.get(part.number)
    if (it === undefined) continue
    if (!isAs(it, part)) throw invalidPart(uploadId, it.number, it.etag)
    wanted.delete(part.number)
    chosen.push(part)
  }
  for (const { number, etag } of wanted.values()) throw invalidPart(uploadId, number, etag)
  for (const { number, size, etag } of chosen.slice(0, -1))
    if (size < leastPart)
      throw new Fault('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
        ProposedSize: size,
        MinSizeAllowed: leastPart,
        PartNumber: number,
        ETag: etag,
      })
  return chosen
}

function isAs({ etag, digests: { algorithm, value } }: NamedPart, part: UploadPart): boolean {
  if (etag !== part.etag) return false
  const kept = algorithm && part.checksums[algorithm]
  return value === undefined || kept === undefined || kept === value
}
