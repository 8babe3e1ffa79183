import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { have, startUp, type Up } from '../up'
import { type Found, walked } from './python'

// What is written is what is read, as Terraform compares it: nothing would be planned again.

const there = have(['python3', '-c', 'import boto3'], 'boto3 reading back what it wrote')

describe.skipIf(!there)('create, read back, compare', () => {
  let up: Up
  let found: (part: string) => Found
  beforeAll(async () => {
    up = await startUp()
    found = await walked('drift.py', up.env)
  }, 300_000)
  afterAll(() => up?.stop())

  test('EKS: clusters, associations, add-ons, tags, null and empty values', () => {
    const { checks, problems } = found('eks')
    expect(problems).toEqual([])
    expect(checks.written).toBeGreaterThan(20)
  })

  test('EKS: the configuration of an add-on, to the last space', () => {
    const { checks, problems } = found('configuration')
    expect(problems).toEqual([])
    expect(checks.written).toBe(3)
  })

  test('S3: buckets, policies, objects with all they say of themselves, odd keys', () => {
    const { checks, problems } = found('s3')
    expect(problems).toEqual([])
    expect(checks.written).toBeGreaterThan(25)
  })
})
