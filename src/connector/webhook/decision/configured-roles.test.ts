import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until as eventually } from '../../../../tests/until'
import { configuredRoles, rolesInFile } from './configured-roles'

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

test('a file of roles is read anew when it changes, and one that is gone holds none', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'podid-roles-')), 'config')
  const roles = rolesInFile(file, 5)
  const until = async (arn: string | undefined) => {
    await eventually(String(arn), () => roles.of('shop', 'cart')?.roleArn === arn)
  }
  await until(undefined)
  writeFileSync(file, JSON.stringify({ 'shop/cart': { RoleARN: 'one' } }))
  await until('one')
  writeFileSync(file, JSON.stringify({ 'shop/cart': { RoleARN: 'two' } }))
  await until('two')
  rmSync(file)
  await until(undefined)
  roles.stop()
})
