import { isIP } from 'node:net'
import { type Context, contextOf } from '../../../policy'
import type { Fault } from '../../fault'
import type { Said } from '../../operation'
import { maybeList, maybeText, maybeTexts, structure } from '../../said'
import { invalid } from '../faults'

/** How a value of each type is written; lists of them are types of their own. */
const readable: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['string', () => true],
  ['numeric', (value) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)],
  ['boolean', (value) => /^(true|false)$/i.test(value)],
  ['ip', isAddress],
  ['binary', (value) => /^[A-Za-z0-9+/]*={0,2}$/.test(value) && value.length % 4 === 0],
  ['date', (value) => /^\d+$/.test(value) || !Number.isNaN(Date.parse(value))],
])

/** The condition keys that are said: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextEntry.html */
export function saidContext({ ContextEntries }: Said): Context {
  return contextOf(
    (maybeList(ContextEntries) ?? []).map((it, at): [string, readonly string[]] => {
      const { ContextKeyName, ContextKeyType, ContextKeyValues } = structure(it)
      const name = maybeText(ContextKeyName)
      const type = maybeText(ContextKeyType) ?? 'string'
      const values = maybeTexts(ContextKeyValues) ?? []
      if (name === undefined) throw invalid(`ContextEntries.member.${at + 1} must have a ContextKeyName.`)
      const reads = readable.get(type.replace(/List$/, ''))
      const wrong = values.find((value) => reads?.(value) !== true)
      if (wrong !== undefined) throw notOfType(name, type, wrong)
      return [name, values]
    }),
  )
}

function notOfType(name: string, type: string, value: string): Fault {
  return invalid(`The value '${value}' of the context key ${name} is not of the type ${type}.`)
}

function isAddress(value: string): boolean {
  const [address = '', length, ...more] = value.split('/')
  const bits = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1
  return more.length === 0 && bits > 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits))
}
