import type { Policy } from './compile'
import type { Context } from './question'
import { actionFits, type Statement } from './statement'
import { variablesIn } from './variables'

/** Every context key that a policy asks for, in conditions or variables: spelled as it is written first, in the order of the text. */
export function contextKeysOf(policy: Policy): readonly string[] {
  return distinct(policy.statements.flatMap(keysOf))
}

/**
 * The keys that policies ask for and a context does not have. With an action, only statements that speak of it are looked at.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
 */
export function missingKeys(policies: readonly Policy[], context: Context, action?: string): readonly string[] {
  const asked = action?.toLowerCase()
  const statements = policies.flatMap((policy) => policy.statements)
  const speaking = asked === undefined ? statements : statements.filter(({ actions }) => actionFits(actions, asked))
  return distinct(speaking.flatMap(keysOf)).filter((key) => (context.get(key.toLowerCase()) ?? []).length === 0)
}

function keysOf({ resources, conditions }: Statement): readonly string[] {
  return [
    ...(resources?.patterns ?? []).flatMap(({ parts }) => variablesIn(parts)),
    ...conditions.flatMap(({ writtenKey, variables }) => [writtenKey, ...variables]),
  ]
}

/** Keys are compared without case. */
function distinct(keys: readonly string[]): readonly string[] {
  const first = new Map<string, string>()
  for (const key of keys) if (!first.has(key.toLowerCase())) first.set(key.toLowerCase(), key)
  return [...first.values()]
}
