import type { UploadPart } from '../../store'
import { Fault } from '../fault'

/** Every part but the last has at least 5 MiB: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const smallest = 5 * 1_024 * 1_024

export interface ChosenPart {
  readonly number: number
  /** Without quotes. */
  readonly etag: string
}

/** The parts that the client names, as they are kept. Throws InvalidPart, InvalidPartOrder, EntityTooSmall and MalformedXML. */
export function chosenParts(
  chosen: readonly ChosenPart[],
  kept: readonly UploadPart[],
  UploadId: string,
): readonly UploadPart[] {
  if (chosen.length === 0)
    throw new Fault(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    )
  const byNumber = new Map(kept.map((part) => [part.number, part]))
  const parts = chosen.map(({ number, etag }, at) => {
    if (at > 0 && number <= (chosen[at - 1]?.number ?? 0)) {
      throw new Fault(
        'InvalidPartOrder',
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
        { UploadId },
      )
    }
    const part = byNumber.get(number)
    if (part === undefined || part.etag !== etag) {
      throw new Fault(
        'InvalidPart',
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        { UploadId, PartNumber: String(number), ETag: etag },
      )
    }
    return part
  })
  const small = parts.slice(0, -1).find(({ size }) => size < smallest)
  if (small !== undefined) {
    throw new Fault('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: String(small.size),
      MinSizeAllowed: String(smallest),
      PartNumber: String(small.number),
      ETag: small.etag,
    })
  }
  return parts
}
