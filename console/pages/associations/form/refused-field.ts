import type { Refusal } from '../../../asking/refusal'
import type { Field } from './draft'

/** By the permission that lacks. */
const permissions: Readonly<Record<string, Field>> = { 'iam:PassRole': 'roleArn', 'eks:TagResource': 'tags' }

/** By what is said. */
const messages: readonly (readonly [RegExp, Field])[] = [
  [/^Association already exists: /, 'serviceAccount'],
  [/^When policy is specified/, 'sessionTags'],
  [/^The parameter namespace /, 'namespace'],
  [/^The parameter serviceAccount /, 'serviceAccount'],
  [/^The parameter targetRoleArn /, 'targetRoleArn'],
  [/^The parameter policy /, 'policy'],
  [/^Role provided in the request does not exist/, 'roleArn'],
  [/^Trust policy of the role provided is invalid/, 'roleArn'],
  [/^Cross-account pass role is not allowed/, 'roleArn'],
  [/\btag (key|value|key names)\b|\btags\b/, 'tags'],
]

/** Which field a refusal of the server is about; undefined where it is about none of them. */
export function refusedField({ message, action }: Pick<Refusal, 'message' | 'action'>): Field | undefined {
  if (action !== undefined) return permissions[action]
  return messages.find(([fits]) => fits.test(message))?.[1]
}

/** The association that is there already, of `Association already exists: a-…`. */
export function existingId(message: string): string | undefined {
  return /^Association already exists: (a-[a-z0-9]{17})$/.exec(message)?.[1]
}
