import { expect, test } from 'bun:test'
import fc from '../../tests/random'
import { evaluate, type Question } from './index'
import type { Document, Documents } from './naive.test-support'
import { compiled, document, documents, grantsFrom, questions, statements } from './random.test-support'

const runs = { numRuns: 1_000 }
const result = (question: Question, of: Documents): string => evaluate(question, grantsFrom(of)).result
const law = (of: (it: Documents, question: Question) => boolean): void =>
  fc.assert(fc.property(documents, questions, of), runs)
const version = '2012-10-17'
const all = { Action: '*', Resource: '*' }
const denied: Document = { Version: version, Statement: [{ Effect: 'Deny', ...all }] }
const allowed: Document = { Version: version, Statement: [{ Effect: 'Allow', ...all }] }

test('an explicit deny always wins, wherever it stands', () => {
  law((of, question) =>
    [
      { ...of, identity: [...of.identity, denied] },
      { ...of, resource: denied },
      { ...of, trust: denied },
      { ...of, boundary: denied },
      { ...of, session: [denied] },
    ].every((it) => result(question, it) === 'ExplicitDeny'),
  )
})

test('adding an Allow never takes access away', () => {
  fc.assert(
    fc.property(documents, statements, questions, (of, more, question) => {
      const identity = [...of.identity, { Version: version, Statement: [{ ...more, Effect: 'Allow' }] }]
      return result(question, of) !== 'Allow' || result(question, { ...of, identity }) === 'Allow'
    }),
    runs,
  )
})

test('adding a Deny never gives access', () => {
  fc.assert(
    fc.property(documents, statements, questions, (of, more, question) => {
      const identity = [...of.identity, { Version: version, Statement: [{ ...more, Effect: 'Deny' }] }]
      return result(question, { ...of, identity }) !== 'Allow' || result(question, of) === 'Allow'
    }),
    runs,
  )
})

test('boundary and session policies only narrow', () => {
  fc.assert(
    fc.property(documents, document(), questions, (of, limit, question) => {
      const { boundary: _, session: __, ...free } = of
      const limited = [
        { ...free, boundary: limit },
        { ...free, session: [limit] },
      ]
      return limited.every((it) => result(question, it) !== 'Allow' || result(question, free) === 'Allow')
    }),
    runs,
  )
})

test('the order of statements and of policies does not matter', () => {
  const turned = (of: Document): Document => ({ ...of, Statement: [...of.Statement].reverse() })
  law((of, question) => {
    const other: Documents = {
      identity: of.identity.map(turned).reverse(),
      resource: of.resource && turned(of.resource),
      trust: of.trust && turned(of.trust),
      boundary: of.boundary && turned(of.boundary),
      session: of.session?.map(turned).reverse(),
    }
    return result(question, of) === result(question, other)
  })
})

test('the case of actions does not matter', () => {
  law((of, question) => {
    const { action } = question
    return [action.toLowerCase(), action.toUpperCase()].every(
      (it) => result({ ...question, action: it }, of) === result(question, of),
    )
  })
})

test('the reasons fit the decision: an explicit deny has a Deny that applied, an Allow has an Allow that did', () => {
  law((of, question) => {
    const decision = evaluate(question, grantsFrom(of))
    const applied = decision.because.filter((it) => it.missed === undefined)
    const deny = applied.some((it) => it.effect === 'Deny')
    if (decision.result === 'ExplicitDeny') return applied.some((it) => it.effect === 'Deny' && it.kind === decision.by)
    const rootAtHome = question.principal.kind === 'account'
    return !deny && (decision.result === 'ImplicitDeny' || rootAtHome || applied.some((it) => it.kind === decision.by))
  })
})

test('StringEquals and StringNotEquals are duals on a key that is there with one value', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), questions, (written, value, question) => {
      const [yes, no] = ['StringEquals', 'StringNotEquals'].map((operator) => {
        const Condition = { [operator]: { 'a:k': [written, 'x'] } }
        const identity = [{ Version: '2008-10-17', Statement: [{ Effect: 'Allow', ...all, Condition }] }]
        const context = new Map([['a:k', [value]]])
        const principal = { kind: 'user', arn: 'arn:aws:iam::1:user/u', account: '1', ids: [] } as const
        return result({ ...question, principal, resourceAccount: '1', context }, { identity })
      })
      return [yes, no].includes('Allow') && yes !== no
    }),
    runs,
  )
})

test('an unknown operator never helps an Allow and never stops a Deny', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), documents, questions, (word, of, question) => {
      const Condition = { [`Un${word}`]: { 'x:text': 'a' } }
      const without = { ...of, identity: [...of.identity] }
      const helped = { Version: version, Statement: [{ Effect: 'Allow', ...all, Condition }] }
      const denying = { Version: version, Statement: [{ Effect: 'Deny', ...all, Condition }] }
      return (
        result(question, { ...of, identity: [...of.identity, helped] }) === result(question, without) &&
        result(question, { ...of, identity: [allowed, denying] }) === 'ExplicitDeny'
      )
    }),
    runs,
  )
})

// A pattern that went back and back would not end before the test does.
test.each([
  ['a*a*a*…b', `${'a*'.repeat(1_000)}b`, 'a'.repeat(2_000)],
  ['*aaa…b', `*${'a'.repeat(1_000)}b`, 'a'.repeat(2_000)],
  ['?*?*?*…b', `${'?*'.repeat(1_000)}b`, 'a'.repeat(2_000)],
  ['bound and free ones by turns', `${'*:a*a:'.repeat(300)}b`, 'a:'.repeat(1_000)],
])('adversarial wildcards end: %s', (_, pattern, text) => {
  const Resource = `arn:aws:${pattern}`
  const principal = { kind: 'user', arn: 'arn:aws:iam::1:user/u', account: '1', ids: [] } as const
  const question = { principal, action: 's3:X', resource: `arn:aws:${text}`, resourceAccount: '1', context: new Map() }
  const identity = [compiled({ Version: version, Statement: [{ Effect: 'Allow', Action: '*', Resource }] })]
  expect(evaluate(question, { identity }).result).toBe('ImplicitDeny')
})
