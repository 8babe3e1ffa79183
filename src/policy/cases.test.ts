import { describe, expect, test } from 'bun:test'
import {
  type ConditionCase,
  type DecisionCase,
  grantsOf,
  questionOf,
  topics,
  type ValidationCase,
} from './cases.test-support'
import { evaluate, findings, validate } from './index'

for (const [topic, cases] of topics()) {
  describe(topic, () => {
    test.each(cases.map((it) => [it.name, it] as const))('%s', (_, it) => {
      expect(it.cites).toStartWith('https://docs.aws.amazon.com/')
      if ('condition' in it) holdsAsSaid(it)
      else if ('fault' in it) isFoundWrongAsSaid(it)
      else isDecidedAsSaid(it)
    })
  })
}

test('there are several hundred cases, and no name stands twice under a topic', () => {
  const names = topics().flatMap(([topic, cases]) => cases.map((it) => `${topic}: ${it.name}`))
  expect(names.length).toBeGreaterThanOrEqual(900)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

/** What cannot be known keeps an Allow from applying, and never a Deny. */
function holdsAsSaid({ condition, context, holds, version, name, cites }: ConditionCase): void {
  const statement = { Action: '*', Resource: '*', Condition: condition }
  const asked = { name, cites, context, ...(version === undefined ? {} : { version }) }
  const allow = { ...asked, answer: holds === true ? 'Allow' : 'ImplicitDeny' }
  isDecidedAsSaid({ ...allow, identity: { Effect: 'Allow', ...statement } })
  const deny = { ...asked, answer: holds === false ? 'Allow' : 'ExplicitDeny' }
  const all = { Effect: 'Allow', Action: '*', Resource: '*' }
  isDecidedAsSaid({ ...deny, identity: [all, { Effect: 'Deny', ...statement }] })
}

function isDecidedAsSaid(it: DecisionCase): void {
  const [question, grants] = [questionOf(it), grantsOf(it)]
  const decision = evaluate(question, grants)
  expect(decision.result).toBe(it.answer as never)
  if (it.by !== undefined) expect(decision.by).toBe(it.by as never)
  if (it.missed !== undefined) expect(decision.because[0]?.missed).toBe(it.missed ?? undefined)
  expect(decision.because).toEqual(findings(question, grants))
}

function isFoundWrongAsSaid({ document, kind, fault, at }: ValidationCase): void {
  // A document that is given as a text is that very text.
  const wrong = validate(typeof document === 'string' ? document : JSON.stringify(document), kind)
  expect(wrong?.fault).toBe(fault ?? undefined)
  if (at !== undefined) expect(`${wrong?.line}:${wrong?.column}`).toBe(at)
}
