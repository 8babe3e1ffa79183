import { describe, expect, test } from 'bun:test'
import { refusal } from './world'

/** What a file of tests/sdk says of its operation beside the tests; `npm run compatibility` puts it into docs/compatibility.md. */
export interface Said {
  /** Errors of the model that podid never gives, each with the reason. Those of `./never.ts` need not be said again. */
  readonly never?: Readonly<Record<string, string>>
  /** In a sentence or two: what differs from AWS, on purpose. */
  readonly differs?: string
}

export interface OperationTests {
  /** The operation by a real client, with its answer looked at. */
  succeeds(what: string, work: () => Promise<void>): void
  /** The call must be refused with this code; `message` is what it must say, exactly or by pattern. */
  refuses(code: string, what: string, call: () => Promise<unknown>, message?: string | RegExp): void
}

/**
 * The tests of one operation, in a file named after it. Every argument is written as a literal: `coverage.ts` reads them from the source,
 * so that the compatibility table says no more than the tests show.
 */
export function operationTests(service: string, name: string, _said: Said = {}): OperationTests {
  return {
    succeeds(what, work) {
      test(`${service} ${name}: ${what}`, work, 30_000)
    },
    refuses(code, what, call, message) {
      describe(`${service} ${name}`, () => {
        test(`${code}: ${what}`, async () => {
          const told = await refusal(call())
          // The JS SDK names modelled IAM errors by their shapes, which end in Exception where the code on the wire does not.
          const [, named = '', words = ''] = /^(\S+) \d+: (.*)$/s.exec(told) ?? []
          expect(named.replace(/Exception$/, '')).toBe(code.replace(/Exception$/, ''))
          if (typeof message === 'string') expect(words).toBe(message)
          else if (message !== undefined) expect(words).toMatch(message)
        }, 30_000)
      })
    },
  }
}
