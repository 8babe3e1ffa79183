import { compile, contextOf, evaluate, isFault, type Policy, type Question } from '../src/policy'
import type { Row } from './table'

const policies = 10
const statements = 20
const rounds = 200_000

/** One IAM decision over 10 policies of 20 statements, compiled beforehand; the statement that allows is the last one. */
export function decision(): readonly Row[] {
  const identity = Array.from({ length: policies }, (_, n) => policy(n))
  const questions = Array.from({ length: 64 }, (_, n) => question(n))
  const measure = (): number => {
    const began = performance.now()
    for (let n = 0; n < rounds; n += 1) {
      const asked = questions[n & 63]
      if (asked !== undefined && evaluate(asked, { identity }).result !== 'Allow')
        throw new Error('The bench asks for what is allowed.')
    }
    return ((performance.now() - began) * 1_000) / rounds
  }
  measure()
  const times = [measure(), measure(), measure()].sort((a, b) => a - b)
  return [
    {
      what: `one decision, ${policies} policies of ${statements} statements, µs`,
      measured: (times[1] ?? Number.NaN).toFixed(2),
      aim: '< 5',
    },
  ]
}

function policy(number: number): Policy {
  const Statement = Array.from({ length: statements }, (_, n) => ({
    Effect: 'Allow',
    Action: [`s3:Get*`, `s3:List*`],
    Resource: `arn:aws:s3:::bucket-${number}-${n}/*`,
    Condition: { StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': `ns-${n}` } },
  }))
  const compiled = compile(JSON.stringify({ Version: '2012-10-17', Statement }), `policy-${number}`)
  if (isFault(compiled)) throw new Error(compiled.fault)
  return compiled
}

function question(n: number): Question {
  return {
    principal: {
      kind: 'session',
      arn: 'arn:aws:sts::000000000000:assumed-role/app/s',
      account: '000000000000',
      ids: ['AROAEXAMPLE:s'],
    },
    action: 's3:GetObject',
    resource: `arn:aws:s3:::bucket-${policies - 1}-${statements - 1}/file-${n}`,
    resourceAccount: '000000000000',
    context: contextOf([['aws:PrincipalTag/kubernetes-namespace', `ns-${statements - 1}`]]),
  }
}
