import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { have, run, startUp, type Up } from '../up'
import { typed } from './aws-commands'

// Commands of the AWS CLI as people type them, and what they print.

const there = have(['aws', '--version'], 'commands of the AWS CLI as people type them')

const document = (statement: unknown): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
const trust = document({
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
})
const read = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::typed/*' })

describe.skipIf(!there)('aws', () => {
  let up: Up
  const kept = new Map([['read', read]])
  beforeAll(async () => {
    up = await startUp()
    writeFileSync(join(up.data, 'trust.json'), trust)
    writeFileSync(join(up.data, 'read.json'), read)
  }, 60_000)
  afterAll(() => up?.stop())

  const filled = (text: string): string => text.replace(/\$([a-z]+)/g, (whole, name) => kept.get(name) ?? whole)

  for (const { command, prints, complains, keep } of typed) {
    test(`aws ${command}`, async () => {
      const { code, out, err } = await run(['sh', '-c', `aws ${filled(command)}`], up.env)
      if (complains !== undefined) {
        expect(code).not.toBe(0)
        expect(err).toContain(filled(complains))
        return
      }
      expect({ code, err }).toEqual({ code: 0, err: '' })
      const said = out.replace(/[ \r]+$/gm, '').replace(/\n$/, '')
      if (prints instanceof RegExp) expect(said).toMatch(prints)
      else expect(said).toBe(filled(prints ?? ''))
      if (keep !== undefined) kept.set(keep, said)
    }, 30_000)
  }
})
