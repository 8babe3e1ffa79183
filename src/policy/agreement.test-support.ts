import fc from '../../tests/random'
import { evaluate } from './index'
import { naively } from './naive.test-support'
import { documents, grantsFrom, questions } from './random.test-support'

/** Asks the engine and the second opinion the same random questions; answers how often each decision came up. */
export function agreement(runs: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  fc.assert(
    fc.property(documents, questions, (of, question) => {
      const { result } = evaluate(question, grantsFrom(of))
      counts.set(result, (counts.get(result) ?? 0) + 1)
      const other = naively(question, of)
      if (result !== other) throw new Error(`The engine says ${result}, the second opinion ${other}.`)
    }),
    { numRuns: runs },
  )
  return counts
}
