import { expect, test } from 'bun:test'
import type { Said } from '../operation'
import { arn, document, newAccount, trust } from './iam.test-support'

// A refusal as a case: what was done before, what is asked, and what is answered.

export type Step = readonly [operation: string, said: Said]
export interface Case {
  readonly what: string
  readonly before?: readonly Step[]
  readonly ask: Step
  readonly answer: string
}

export const role = (more: Said = {}): Step => [
  'CreateRole',
  { RoleName: 'r', AssumeRolePolicyDocument: trust, ...more },
]
export const user = (more: Said = {}): Step => ['CreateUser', { UserName: 'u', ...more }]
export const policy = (more: Said = {}): Step => [
  'CreatePolicy',
  { PolicyName: 'p', PolicyDocument: document, ...more },
]
export const provider = (more: Said = {}): Step => [
  'CreateOpenIDConnectProvider',
  { Url: 'https://oidc.example.com', ...more },
]
export const policyArn = arn('policy/p')
export const providerArn = arn('oidc-provider/oidc.example.com')
export const tag = (Key: string): Said => ({ Key, Value: 'v' })
export const awsPolicy = 'arn:aws:iam::aws:policy/AmazonS3FullAccess'
export const times = (count: number, step: (at: number) => Step): readonly Step[] =>
  Array.from({ length: count }, (_, at) => step(at))
export const letters = (count: number): string => document.replace('GetObject', 'G'.repeat(count))

export const duplicate = 'InvalidInput: Duplicate tag keys found. Please note that Tag keys are case insensitive.'
export const reserved = 'InvalidInput: aws: prefixed tag key names are not allowed for external use.'
export const ofPodid = 'InvalidInput: The tag key podid:cluster is reserved: it is given by podid alone.'
export const tooManyTags = 'LimitExceeded: The number of tags has reached the maximum limit.'
export const versions = (count: number): readonly Step[] =>
  times(count, () => ['CreatePolicyVersion', { PolicyArn: policyArn, PolicyDocument: document }])

export const clients = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `client-${at}`)

/** A test for each case, in an account of its own. */
export function refuses(cases: readonly Case[]): void {
  for (const { what, before, ask, answer } of cases) {
    test(what, async () => {
      const account = newAccount()
      for (const [operation, said] of before ?? []) await account.call(operation, said)
      expect(await account.refusal(...ask)).toBe(answer)
    })
  }
}
