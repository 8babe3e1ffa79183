import { expect, test } from 'bun:test'
import { agreement } from './agreement.test-support'

test('the engine and a naive second opinion agree on 2,000 random questions, each answer often among them', () => {
  const runs = 2_000
  const counts = agreement(runs)
  for (const answer of ['Allow', 'ExplicitDeny', 'ImplicitDeny'])
    expect(counts.get(answer) ?? 0).toBeGreaterThan(runs / 10)
})
