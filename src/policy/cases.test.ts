import { describe, expect, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile, contextOf, evaluate, isFault } from './index'

/** A case of tests/cases/policy: one identity policy, one question, the answer. Adding a case is adding data. */
interface Case {
  readonly name: string
  readonly cites: string
  readonly version: string
  readonly statement: unknown
  readonly action: string
  readonly resource: string
  readonly context: Readonly<Record<string, string | readonly string[]>>
  readonly answer: string
}

const folder = join(import.meta.dir, '../../tests/cases/policy')

for (const file of readdirSync(folder)) {
  describe(file.replace('.json', ''), () => {
    const cases: readonly Case[] = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    test.each(cases.map((it) => [it.name, it] as const))('%s', (_, it) => {
      expect(it.cites).toStartWith('https://docs.aws.amazon.com/')
      const policy = compile(JSON.stringify({ Version: it.version, Statement: it.statement }), 'case')
      if (isFault(policy)) throw new Error(policy.fault)
      const { action, resource } = it
      const principal = { kind: 'user', arn: 'arn:aws:iam::1:user/u', account: '1', ids: [] } as const
      const context = contextOf(Object.entries(it.context))
      expect(
        evaluate({ principal, action, resource, resourceAccount: '1', context }, { identity: [policy] }).result,
      ).toBe(it.answer as never)
    })
  })
}
