import { describe, expect, test } from 'bun:test'
import { elsewhereOf } from './elsewhere'
import elsewhere from './elsewhere.json'
import { encodeFault } from './encode-fault'
import type { Model } from './model'
import { models } from './models'
import type { Received } from './received'
import { route } from './route'

// What AWS has and podid has not is refused by its name, and takes nothing from what podid has.

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A request for the operation, with a word in each place that the path leaves open. */
function asked(model: Model, name: string, said: string): readonly [Received, Uint8Array | undefined] {
  const [method = '', path = ''] = said.split(' ')
  const [template = '', query = ''] = path.replace(/\{\w+\+?\}/g, 'word').split('?')
  const headers = new Headers()
  if (model.protocol === 'json') headers.set('x-amz-target', `${model.targetPrefix}.${name}`)
  const form = model.protocol === 'query' ? bytes(`Action=${name}&Version=${model.apiVersion}`) : undefined
  return [{ method, path: template, query, headers }, form]
}

describe('operations that only AWS has', () => {
  for (const [id, model] of models) {
    const names = [...elsewhereOf(model)]
    test(`${id}: ${names.length}, each refused by its name`, () => {
      for (const [name, said] of names) {
        const routed = route(model, ...asked(model, name, said))
        expect([name, routed.operation]).toEqual([name, name])
        if (!('fault' in routed)) throw new Error(`${name} is here.`)
        expect(routed.fault.code).toBe('NotImplemented')
        expect(routed.fault.message).toContain(name)
        expect(encodeFault(model, routed.operation, routed.fault, 'id-1').status).toBe(501)
      }
    })

    test(`${id}: none that is here too`, () => {
      expect(names.map(([name]) => name).filter((name) => name in model.operations)).toEqual([])
    })
  }

  test('belong to services that are spoken here', () => {
    const signingNames = [...models.values()].map(({ signingName }) => signingName)
    expect(Object.keys(elsewhere).filter((name) => !signingNames.includes(name))).toEqual([])
  })

  test('of another version are none', () => {
    const iam = models.get('iam')
    if (iam === undefined) throw new Error('no iam')
    const received = { method: 'POST', path: '/', query: '', headers: new Headers() }
    expect(route(iam, received, bytes('Action=CreateGroup&Version=2011-06-15'))).toMatchObject({
      fault: { code: 'InvalidAction', message: 'Could not find operation CreateGroup for version 2011-06-15' },
    })
  })
})
