import { contextKeysOf, type Policy } from '../../../policy'

/** The condition keys that policies ask for, each once whatever its case, in order. */
export function contextKeysIn(policies: readonly Policy[]): readonly string[] {
  const keys = new Map<string, string>()
  for (const key of policies.flatMap(contextKeysOf)) if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key)
  return [...keys.values()].sort()
}
