import type { Need, Said } from '../operation'
import { maybeNumber, maybeText } from '../said'

/** Condition keys of s3:ListBucket; absent where the request says nothing. */
export function listContext(said: Said): NonNullable<Need['context']> {
  return {
    's3:prefix': maybeText(said.Prefix),
    's3:delimiter': maybeText(said.Delimiter),
    's3:max-keys': maybeNumber(said.MaxKeys)?.toString(),
  }
}
