import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { have, startUp, type Up } from '../up'
import { token, walked } from './python'

// boto3 without parameter validation against a running podid: every operation, each raw answer held against botocore's model.

const there = have(['python3', '-c', 'import boto3'], 'boto3 walking every operation')

describe.skipIf(!there)('boto3 without validation', () => {
  let up: Up
  beforeAll(async () => {
    up = await startUp()
  }, 60_000)
  afterAll(() => up?.stop())

  test('every operation is answered as the model says, to the last element', async () => {
    const { checks, problems } = await walked('walk.py', up.env, {
      podtoken: await token(up, 'walk-app', 'pods.eks.amazonaws.com'),
      webtoken: await token(up, 'walk-web', 'sts.amazonaws.com'),
    })
    expect(problems).toEqual([])
    expect(checks.operations).toBeGreaterThanOrEqual(124)
    expect(checks.answers).toBeGreaterThan(150)
  }, 120_000)
})
