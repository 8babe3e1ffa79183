import { describe, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as sdk from '@aws-sdk/client-iam'
import { z } from 'zod'
import { iamKinds } from './iam-kinds'
import { sdkWorld } from './world'

// What Terraform does: write, read back, compare. Whatever was written must be told, to the letter, and nothing besides; then it is taken away.

const json = z.record(z.string(), z.unknown())
const step = z.strictObject({
  operation: z.string(),
  input: json,
  /** What the step puts in place of what was written. */
  now: json,
})
const cases = z
  .array(z.strictObject({ name: z.string(), kind: z.string(), written: json, steps: z.array(step).default([]) }))
  .parse(JSON.parse(readFileSync(join(import.meta.dir, '..', 'cases', 'drift', 'iam.json'), 'utf8')))

const world = sdkWorld()
const commands = new Map(Object.entries(sdk))

async function ask(operation: string, input: Readonly<Record<string, unknown>>) {
  const command = commands.get(`${operation}Command`)
  if (typeof command !== 'function') throw new Error(`The SDK has no ${operation}.`)
  return json.parse(await world.iam.send(Reflect.construct(command, [input])))
}

/** What is null was not said; the order of tags means nothing. */
function settled(it: Readonly<Record<string, unknown>>): unknown {
  const said = Object.entries(it).filter(([, value]) => value !== null)
  return Object.fromEntries(said.map(([name, value]) => [name, name === 'Tags' ? byKey(value) : value]))
}

function byKey(tags: unknown): unknown {
  return Array.isArray(tags) ? tags.toSorted((one, other) => (one.Key < other.Key ? -1 : 1)) : tags
}

describe('nothing differs from what was written', () => {
  for (const { name, kind, written, steps } of cases) {
    test(name, async () => {
      const it = iamKinds.get(kind)
      if (it === undefined) throw new Error(`There is no kind ${kind}.`)
      let now = written
      const same = async () => {
        const said = Object.entries(now).filter(([, value]) => value !== null)
        expect(settled(await it.read(ask, now))).toEqual(settled({ ...it.unsaid, ...Object.fromEntries(said) }))
      }
      await ask(it.create, written)
      try {
        await same()
        for (const step of steps) {
          await ask(step.operation, step.input)
          now = { ...now, ...step.now }
          await same()
        }
      } finally {
        await it.remove(ask, now)
      }
    }, 300_000)
  }
})
