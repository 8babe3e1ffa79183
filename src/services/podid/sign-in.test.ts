import { describe, expect, test } from 'bun:test'
import { type ServiceWorld, serviceWorld } from '../../../tests/world'
import { openSession } from '../../signatures'
import type { KnownCaller } from '../access'
import { text } from '../said'
import { createSignInCode } from './create-sign-in-code'
import { signIn } from './sign-in'

const anonymous: KnownCaller = { principal: { kind: 'anonymous', arn: '', account: '', ids: [] }, userId: '' }
const anything = { Effect: 'Allow', Action: '*', Resource: '*' }
const keyId = 'AKIAAAAAAAAAAAAAAAAA'
const notGood =
  'AccessDeniedException: The sign-in code is not valid: it is good once, and for two minutes. Ask for another with CreateSignInCode.'

async function withKey(world: ServiceWorld, name = 'ann', statement: unknown = anything): Promise<KnownCaller> {
  const caller = await world.user(name, statement)
  const row = { id: keyId, userName: name, userId: caller.userId, status: 'Active', sealedSecret: '', createdAt: 0 }
  await world.store.accessKeys.insert(keyId, { ...row, status: 'Active' })
  return { ...caller, accessKeyId: keyId }
}

const codeFor = async (world: ServiceWorld, caller: KnownCaller): Promise<string> =>
  text((await world.call(createSignInCode, {}, caller)).code)

describe('SignIn', () => {
  test('gives a session of the user who asked, which rests on the key it was asked with', async () => {
    const world = serviceWorld()
    const ann = await withKey(world)
    const answer = await world.call(signIn, { code: await codeFor(world, ann) }, anonymous)
    expect(answer).toMatchObject({ arn: ann.principal.arn, account: world.account, region: world.region })
    expect(answer.expiration).toEqual(new Date(world.clock.now + 43_200_000))
    const { keyring } = world.parts(signIn)
    const known = openSession(keyring, text(answer.accessKeyId), text(answer.sessionToken), world.clock.now)
    expect(known).toMatchObject({
      session: { kind: 'user', arn: ann.principal.arn, principalId: ann.userId, userName: 'ann', accessKeyId: keyId },
    })
  })

  test('takes a code once, of many at once too', async () => {
    const world = serviceWorld()
    const code = await codeFor(world, await withKey(world))
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => world.call(signIn, { code }, anonymous)))
    expect(answers.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    expect(await world.refusal(signIn, { code }, anonymous)).toBe(notGood)
  })

  test('a code ends after two minutes, and is spent by being tried', async () => {
    const world = serviceWorld()
    const ann = await withKey(world)
    const [early, late] = [await codeFor(world, ann), await codeFor(world, ann)]
    world.clock.now += 119_999
    await world.call(signIn, { code: early }, anonymous)
    world.clock.now += 1
    expect(await world.refusal(signIn, { code: late }, anonymous)).toBe(notGood)
    world.clock.now -= 60_000
    expect(await world.refusal(signIn, { code: late }, anonymous)).toBe(notGood)
  })

  test('neither a wrong code nor the hash that is kept of one is taken', async () => {
    const world = serviceWorld()
    await codeFor(world, await withKey(world))
    const [row] = await world.store.signInCodes.list()
    expect(await world.refusal(signIn, { code: 'x'.repeat(32) }, anonymous)).toBe(notGood)
    expect(await world.refusal(signIn, { code: row?.key ?? '' }, anonymous)).toBe(notGood)
  })

  test('a key that was deactivated or deleted since takes its codes with it', async () => {
    const world = serviceWorld()
    const ann = await withKey(world)
    const [first, second] = [await codeFor(world, ann), await codeFor(world, ann)]
    await world.store.accessKeys.update(keyId, (it) => ({ ...it, status: 'Inactive' }))
    expect(await world.refusal(signIn, { code: first }, anonymous)).toBe(notGood)
    await world.store.accessKeys.remove(keyId)
    expect(await world.refusal(signIn, { code: second }, anonymous)).toBe(notGood)
  })

  test('a user made anew under the name, or holding the key of another, is somebody else', async () => {
    const world = serviceWorld()
    const ann = await withKey(world)
    const [first, second] = [await codeFor(world, ann), await codeFor(world, ann)]
    await world.store.accessKeys.update(keyId, (it) => ({ ...it, userId: 'AIDAOTHER' }))
    expect(await world.refusal(signIn, { code: first }, anonymous)).toBe(notGood)
    await world.store.accessKeys.update(keyId, (it) => ({ ...it, userId: ann.userId }))
    await world.store.users.update('ann', (it) => ({ ...it, id: 'AIDANEWANN' }))
    expect(await world.refusal(signIn, { code: second }, anonymous)).toBe(notGood)
  })
})

describe('CreateSignInCode', () => {
  test('answers another code each time, keeps none, and says when it ends', async () => {
    const world = serviceWorld()
    const ann = await withKey(world)
    const answer = await world.call(createSignInCode, {}, ann)
    expect(answer).toEqual({
      code: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      expiration: new Date(world.clock.now + 120_000),
    })
    expect(await codeFor(world, ann)).not.toBe(text(answer.code))
    expect(JSON.stringify(await world.store.signInCodes.list())).not.toContain(text(answer.code))
  })

  test('is refused to sessions, of a user and of a role, and to who is no user', async () => {
    const world = serviceWorld()
    const ann = await withKey(world)
    const role = await world.role('app', '{}', { inline: [{ name: 'all', document: policyOf(anything) }] })
    const told = 'AccessDeniedException: Cannot call CreateSignInCode with session credentials'
    const { session } = world.session(role)
    expect(await world.refusal(createSignInCode, {}, { ...ann, session })).toBe(told)
    expect(await world.refusal(createSignInCode, {}, { ...world.session(role), accessKeyId: keyId })).toBe(told)
    expect(await world.refusal(createSignInCode, {})).toBe(told)
  })

  test('needs podid:CreateSignInCode', async () => {
    const world = serviceWorld()
    const bob = await withKey(world, 'bob', { Effect: 'Allow', Action: 'podid:Search*', Resource: '*' })
    expect(await world.refusal(createSignInCode, {}, bob)).toContain(
      'is not authorized to perform: podid:CreateSignInCode',
    )
  })
})

function policyOf(statement: unknown): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statement })
}
