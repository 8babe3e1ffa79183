import { expect, test } from 'bun:test'
import { agreement } from '../../src/policy/agreement.test-support'

test('the engine and a naive second opinion agree on 100,000 random policies', () => {
  const runs = 100_000
  const counts = agreement(runs)
  for (const answer of ['Allow', 'ExplicitDeny', 'ImplicitDeny'])
    expect(counts.get(answer) ?? 0).toBeGreaterThan(runs / 10)
})
