import type { Tag } from '../../domain'
import { Fault } from '../fault'

// AWS packs tags and policies in a way it does not tell. This comes near to what it was seen to answer (EKS's six tags: 56 to 61 %):
// UTF-8 bytes of keys and values against 512, characters of policies against 2,048.
const tagBytes = 512
const policyCharacters = 2_048

/** Percent of what a session may carry; undefined when it carries neither. Refuses what is more than all. */
export function packedSize(tags: readonly Tag[], policySize: number): number | undefined {
  if (tags.length === 0 && policySize === 0) return undefined
  const bytes = tags.reduce((sum, { key, value }) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0)
  const byTags = (100 * bytes) / tagBytes
  if (byTags > 100)
    throw new Fault(
      'PackedPolicyTooLarge',
      `Packed size of session tags consumes ${Math.ceil(byTags)}% of allotted space.`,
    )
  const packed = Math.ceil(byTags + (100 * policySize) / policyCharacters)
  if (packed > 100)
    throw new Fault(
      'PackedPolicyTooLarge',
      `Packed policy consumes ${packed}% of allotted space, please use smaller policy.`,
    )
  return packed
}
