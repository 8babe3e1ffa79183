import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { have, startUp, type Up } from '../up'
import { type Found, token, walked } from './python'

// boto3 without parameter validation against a running podid: every operation, each raw answer held against botocore's model.

const there = have(['python3', '-c', 'import boto3'], 'boto3 walking every operation')

describe.skipIf(!there)('boto3 without validation', () => {
  let up: Up
  let found: (part: string) => Found
  beforeAll(async () => {
    up = await startUp()
    found = await walked('walk.py', up.env, {
      podtoken: await token(up, 'walk-app', 'pods.eks.amazonaws.com'),
      webtoken: await token(up, 'walk-web', 'sts.amazonaws.com'),
    })
  }, 300_000)
  afterAll(() => up?.stop())

  test('every operation is answered as the model says, to the last element', () => {
    const { checks, problems } = found('answers')
    expect(problems).toEqual([])
    expect(checks.operations).toBeGreaterThanOrEqual(124)
    expect(checks.answers).toBeGreaterThan(150)
  })

  test('every operation refuses a key that nobody has', () => {
    const { checks, problems } = found('strangers')
    expect(problems).toEqual([])
    expect(checks.errors).toBeGreaterThanOrEqual(123)
  })

  test('what is gone is refused with a code and a message', () => {
    const { checks, problems } = found('gone')
    expect(problems).toEqual([])
    expect(checks.errors).toBeGreaterThan(80)
  })

  test('members of other types, and missing ones, are refused with a reason', () => {
    const { checks, problems } = found('wrong')
    expect(problems).toEqual([])
    expect(checks.errors).toBeGreaterThan(1_000)
  })
})
