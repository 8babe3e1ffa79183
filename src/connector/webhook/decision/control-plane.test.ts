import { expect, test } from 'bun:test'
import { configuredRoles } from './configured-roles'
import { asksControlPlane } from './control-plane'

test('asks for the one association that there can be, and believes no other', async () => {
  const asked: unknown[] = []
  let associations: unknown = []
  const call = async (service: string, operation: string, input?: unknown) => {
    asked.push([service, operation, input])
    return { associations }
  }
  const ask = asksControlPlane({ call }, 'blue')
  const { signal } = new AbortController()
  expect(await ask('shop', 'cart', signal)).toBe(false)
  expect(asked).toEqual([
    [
      'eks',
      'ListPodIdentityAssociations',
      { clusterName: 'blue', namespace: 'shop', serviceAccount: 'cart', maxResults: 1 },
    ],
  ])
  associations = [{ namespace: 'shop', serviceAccount: 'cart' }]
  expect(await ask('shop', 'cart', signal)).toBe(true)
  associations = [{ namespace: 'shop', serviceAccount: 'other' }, { namespace: 'x', serviceAccount: 'cart' }, null]
  expect(await ask('shop', 'cart', signal)).toBe(false)
  associations = undefined
  expect(ask('shop', 'cart', signal)).rejects.toThrow()
})

test('configured roles: exact names first, then any namespace; what cannot be read is left out', () => {
  const roleOf = configuredRoles(
    JSON.stringify({
      'shop/cart': { RoleARN: 'one', Audience: 'a', UseRegionalSTS: true, TokenExpiration: 7 },
      '*/cart': { RoleARN: 'two' },
      'test-*/cart': { RoleARN: 'three' },
      slashless: { RoleARN: 'four' },
      'shop/null': null,
      'shop/none': { RoleARN: '' },
      'shop/odd': { RoleARN: 'five', Audience: 1, TokenExpiration: 'x' },
    }),
  )
  expect(roleOf('shop', 'cart')).toEqual({ roleArn: 'one', audience: 'a', regionalSts: true, tokenExpiration: 7 })
  expect(roleOf('test-1', 'cart')).toEqual({ roleArn: 'two' })
  expect(roleOf('shop', 'odd')).toEqual({ roleArn: 'five' })
  for (const name of ['null', 'none', 'slashless', 'constructor']) expect(roleOf('shop', name)).toBeUndefined()
  expect(configuredRoles('[')('shop', 'cart')).toBeUndefined()
  expect(configuredRoles('null')('shop', 'cart')).toBeUndefined()
})
