import { describe, expect, test } from 'bun:test'
import { settingsOf, topics, type WebhookCase } from '../cases.test-support'
import { applyPatch } from '../rfc6902.test-support'
import { identityOf } from './identity'
import { type Mutation, mutate } from './mutate'
import { readPod } from './pod'

/** What the webhook would do to a pod that looks like `pod`. */
function done(it: WebhookCase, pod: unknown): Mutation {
  const settings = settingsOf(it)
  const { associated, annotations, configured, chance = 0 } = it
  const identity = identityOf({ associated, annotations, configured }, settings)
  return identity === undefined ? { patches: [], warnings: [] } : mutate(readPod(pod), identity, settings, () => chance)
}

for (const [topic, cases] of topics()) {
  describe(topic, () => {
    test.each(cases.map((it) => [it.name, it] as const))('%s', (_, it) => {
      const { patches, warnings } = done(it, it.pod)
      const changed = applyPatch(it.pod, patches)
      expect(changed).toStrictEqual(it.expected === 'unchanged' ? it.pod : it.expected)
      if (it.warnings !== undefined) expect([...warnings]).toEqual(it.warnings)
      expect(done({ ...it, chance: 0.7 }, changed).patches).toEqual([])
      // Only what is new is sent.
      for (const { path } of patches) expect(path).not.toMatch(/^\/spec\/(initC|c)ontainers(\/\d+)?$/)
    })
  })
}

test('no name stands twice under a topic', () => {
  const names = topics().flatMap(([topic, cases]) => cases.map((it) => `${topic}: ${it.name}`))
  expect(names.length).toBeGreaterThan(100)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})
