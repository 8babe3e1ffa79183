import { compile, contextOf, evaluate, isFault, type Policy, type Question } from '../src/policy'
import type { Row } from './table'

const policies = 10
const statements = 20
const rounds = 200_000

/** One IAM decision over 10 policies of 20 statements, compiled beforehand; the statement that allows is the last one. */
export function decision(): readonly Row[] {
  const what = `one decision, ${policies} policies of ${statements} statements`
  const identity = Array.from({ length: policies }, (_, n) => policy(n))
  const usual = times(
    Array.from({ length: 64 }, (_, n) => question(n)),
    identity,
    'Allow',
    rounds,
  )
  const nothing = times([question(0, 's3:PutObject')], identity, 'ImplicitDeny', rounds)
  const hard = times(
    [question(0, 's3:GetObject', `arn:aws:s3:::${'a'.repeat(1_000)}`)],
    [adversarial()],
    'ImplicitDeny',
    200,
  )
  return [
    { what: `${what}, median, µs`, measured: at(usual, 0.5), aim: '< 5' },
    { what: `${what}, p99, µs`, measured: at(usual, 0.99), aim: '' },
    { what: `${what}, none of which speaks of the action, median, µs`, measured: at(nothing, 0.5), aim: '' },
    { what: 'one decision, a 6 kB policy of adversarial wildcards, median, µs', measured: at(hard, 0.5), aim: '' },
    { what: 'one decision, a 6 kB policy of adversarial wildcards, p99, µs', measured: at(hard, 0.99), aim: '' },
  ]
}

/** What each decision took, in nanoseconds, sorted; the first half is warming up and does not count. */
function times(
  questions: readonly Question[],
  identity: readonly Policy[],
  expected: string,
  count: number,
): Float64Array {
  const taken = new Float64Array(count)
  for (let n = -count; n < count; n += 1) {
    const asked = questions[(n + count) % questions.length]
    if (asked === undefined) continue
    const began = Bun.nanoseconds()
    const { result } = evaluate(asked, { identity })
    const ended = Bun.nanoseconds()
    if (result !== expected) throw new Error(`The bench asks for ${expected}, not ${result}.`)
    if (n >= 0) taken[n] = ended - began
  }
  return taken.sort()
}

function at(sorted: Float64Array, share: number): string {
  return ((sorted[Math.floor(sorted.length * share)] ?? Number.NaN) / 1_000).toFixed(2)
}

function policy(number: number): Policy {
  return compiled(
    Array.from({ length: statements }, (_, n) => ({
      Effect: 'Allow',
      Action: [`s3:Get*`, `s3:List*`],
      Resource: `arn:aws:s3:::bucket-${number}-${n}/*`,
      Condition: { StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': `ns-${n}` } },
    })),
    `policy-${number}`,
  )
}

/** As many stars as a managed policy has room for, each of which could stand for anything. */
function adversarial(): Policy {
  return compiled([{ Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${'a*'.repeat(3_000)}b` }], 'adversarial')
}

function compiled(Statement: readonly unknown[], source: string): Policy {
  const policy = compile(JSON.stringify({ Version: '2012-10-17', Statement }), source)
  if (isFault(policy)) throw new Error(policy.fault)
  return policy
}

function question(n: number, action = 's3:GetObject', resource?: string): Question {
  return {
    principal: {
      kind: 'session',
      arn: 'arn:aws:sts::000000000000:assumed-role/app/s',
      account: '000000000000',
      ids: ['AROAEXAMPLE:s'],
    },
    action,
    resource: resource ?? `arn:aws:s3:::bucket-${policies - 1}-${statements - 1}/file-${n}`,
    resourceAccount: '000000000000',
    context: contextOf([['aws:PrincipalTag/kubernetes-namespace', `ns-${statements - 1}`]]),
  }
}
