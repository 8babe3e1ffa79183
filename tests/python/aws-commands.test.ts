import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { have, type Ran, run, startUp, type Up } from '../up'
import { type Typed, typed } from './aws-commands'

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
  const said = new Map<Typed, Ran>()
  const kept = new Map([['read', read]])
  const filled = (text: string): string => text.replace(/\$([a-z]+)/g, (whole, name) => kept.get(name) ?? whole)

  beforeAll(async () => {
    up = await startUp()
    writeFileSync(join(up.data, 'trust.json'), trust)
    writeFileSync(join(up.data, 'read.json'), read)
    // The command line takes long to start: they are typed in three terminals.
    await Promise.all(
      typed.map(async (commands) => {
        for (const it of commands) {
          const ran = await run(['sh', '-c', `aws ${filled(it.command)}`], up.env)
          said.set(it, ran)
          if (it.keep !== undefined) kept.set(it.keep, printed(ran))
        }
      }),
    )
  }, 900_000)
  afterAll(() => up?.stop())

  for (const it of typed.flat()) {
    const { command, prints = '', complains } = it
    test(`aws ${command}`, () => {
      const ran = said.get(it) ?? { code: -1, out: '', err: 'It was not run.' }
      if (complains !== undefined) {
        expect(ran.code).not.toBe(0)
        expect(ran.err).toContain(filled(complains))
        return
      }
      expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' })
      if (prints instanceof RegExp) expect(printed(ran)).toMatch(prints)
      else expect(printed(ran)).toBe(filled(prints))
    })
  }
})

/** Without the spaces at the ends of lines, and the last line's end. */
function printed({ out }: Ran): string {
  return out.replace(/[ \r]+$/gm, '').replace(/\n$/, '')
}
