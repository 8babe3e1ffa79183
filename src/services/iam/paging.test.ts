import { describe, expect, test } from 'bun:test'
import type { Answer, Said } from '../operation'
import { document, newAccount, trust } from './iam.test-support'

type Account = ReturnType<typeof newAccount>

/** All pages of a list, laid end to end, each not longer than asked. */
async function all(
  { call }: Account,
  operation: string,
  member: string,
  said: Said,
  maxItems: number,
): Promise<readonly Answer[]> {
  const items: Answer[] = []
  let marker: unknown
  do {
    const answer = await call(operation, {
      ...said,
      MaxItems: maxItems,
      ...(marker === undefined ? {} : { Marker: marker }),
    })
    const page = answer[member]
    if (!Array.isArray(page) || page.length > maxItems) throw new Error('That is no page.')
    items.push(...page)
    marker = answer.Marker
    expect(answer.IsTruncated).toBe(marker !== undefined)
    if (marker !== undefined) expect(String(marker)).toMatch(/^[\x20-\xff]{1,320}$/)
  } while (marker !== undefined)
  return items
}

const long = `/${'a'.repeat(250)}/`

describe('pages', () => {
  test('of roles: by name, or by path where a path is asked for', async () => {
    const account = newAccount()
    for (const RoleName of ['c', 'B', 'a']) {
      for (const Path of ['/', '/x/', '/x/y/', long]) {
        const name = `${RoleName}${Path.length}`
        await account.call('CreateRole', { RoleName: name, Path, AssumeRolePolicyDocument: trust })
      }
    }
    const names = async (PathPrefix: string | undefined, maxItems: number) =>
      (await all(account, 'ListRoles', 'Roles', { PathPrefix }, maxItems)).map((it) => it.RoleName)
    for (const maxItems of [1, 2, 5, 100]) {
      expect(await names(undefined, maxItems)).toEqual([
        'a1',
        'a252',
        'a3',
        'a5',
        'B1',
        'B252',
        'B3',
        'B5',
        'c1',
        'c252',
        'c3',
        'c5',
      ])
      expect(await names('/x/', maxItems)).toEqual(['B3', 'a3', 'c3', 'B5', 'a5', 'c5'])
      expect(await names(long, maxItems)).toEqual(['B252', 'a252', 'c252'])
      expect(await names('/none/', maxItems)).toEqual([])
    }
  })

  test('of users and policies are the same', async () => {
    const account = newAccount()
    for (const name of ['c', 'B', 'a']) {
      await account.call('CreateUser', { UserName: name, Path: long })
      await account.call('CreatePolicy', { PolicyName: name, Path: long, PolicyDocument: document })
    }
    const users = async (said: Said) => (await all(account, 'ListUsers', 'Users', said, 1)).map((it) => it.UserName)
    expect(await users({})).toEqual(['a', 'B', 'c'])
    expect(await users({ PathPrefix: long })).toEqual(['B', 'a', 'c'])
    const policies = async (said: Said) =>
      (await all(account, 'ListPolicies', 'Policies', said, 1)).map((it) => it.PolicyName)
    expect(await policies({ Scope: 'Local' })).toEqual(['a', 'B', 'c'])
    expect(await policies({ PathPrefix: long })).toEqual(['B', 'a', 'c'])
    expect((await policies({})).slice(-3)).toEqual(['a', 'B', 'c'])
  })

  test('that are just filled are the last', async () => {
    const account = newAccount()
    for (const UserName of ['a', 'b']) await account.call('CreateUser', { UserName })
    expect(await account.call('ListUsers', { MaxItems: 2 })).toMatchObject({ IsTruncated: false })
  })

  test('go on where they were when what was last told is gone', async () => {
    const account = newAccount()
    for (const UserName of ['a', 'b', 'c']) await account.call('CreateUser', { UserName })
    const { Marker } = await account.call('ListUsers', { MaxItems: 2 })
    await account.call('DeleteUser', { UserName: 'b' })
    expect(await account.call('ListUsers', { Marker })).toMatchObject({ Users: [{ UserName: 'c' }] })
  })

  test('of what hangs on one user neither skip nor repeat what stays while others come and go', async () => {
    const account = newAccount()
    const UserName = 'u'
    await account.call('CreateUser', { UserName })
    for (const name of ['b', 'd', 'f']) {
      await account.call('PutUserPolicy', { UserName, PolicyName: name, PolicyDocument: document })
      await account.call('TagUser', { UserName, Tags: [{ Key: name, Value: '' }] })
      const { Policy } = await account.call('CreatePolicy', { PolicyName: name, PolicyDocument: document })
      await account.call('AttachUserPolicy', { UserName, PolicyArn: Object(Policy).Arn })
    }
    const lists = [
      ['ListUserPolicies', 'PolicyNames'],
      ['ListUserTags', 'Tags'],
      ['ListAttachedUserPolicies', 'AttachedPolicies'],
    ] as const
    const markers = new Map<string, unknown>()
    for (const [operation] of lists)
      markers.set(operation, (await account.call(operation, { UserName, MaxItems: 2 })).Marker)
    for (const gone of ['b', 'd']) {
      await account.call('DeleteUserPolicy', { UserName, PolicyName: gone })
      await account.call('UntagUser', { UserName, TagKeys: [gone] })
      await account.call('DetachUserPolicy', { UserName, PolicyArn: `arn:aws:iam::111122223333:policy/${gone}` })
    }
    await account.call('TagUser', { UserName, Tags: [{ Key: 'a', Value: '' }] })
    for (const [operation, member] of lists) {
      const rest = await account.call(operation, { UserName, Marker: markers.get(operation) })
      expect(JSON.stringify(rest[member])).toMatch(/^\[[^,[\]]*"f"[^[\]]*\]$/)
    }
  })

  test('of keys too long for a marker go on by their place', async () => {
    const account = newAccount()
    const Tags = ['а', 'б', 'в'].map((letter) => ({ Key: letter.repeat(128), Value: '' }))
    await account.call('CreateUser', { UserName: 'u', Tags })
    expect(await all(account, 'ListUserTags', 'Tags', { UserName: 'u' }, 1)).toEqual(Tags)
  })

  test('of what hangs on one role', async () => {
    const account = newAccount()
    const Tags = Array.from({ length: 5 }, (_, at) => ({ Key: `k${at}`, Value: '' }))
    await account.call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust, Tags })
    expect(await all(account, 'ListRoleTags', 'Tags', { RoleName: 'r' }, 2)).toEqual(Tags)
  })

  test('of those in use are full', async () => {
    const account = newAccount()
    await account.call('CreateUser', { UserName: 'u' })
    for (let at = 0; at < 9; at++) {
      const { Policy } = await account.call('CreatePolicy', { PolicyName: `p${at}`, PolicyDocument: document })
      if (at % 3 === 2) await account.call('AttachUserPolicy', { UserName: 'u', PolicyArn: Object(Policy).Arn })
    }
    const first = await account.call('ListPolicies', { OnlyAttached: true, MaxItems: 2 })
    expect(first).toMatchObject({ Policies: [{ PolicyName: 'p2' }, { PolicyName: 'p5' }], IsTruncated: true })
    expect(await account.call('ListPolicies', { OnlyAttached: true, Marker: first.Marker })).toMatchObject({
      Policies: [{ PolicyName: 'p8' }],
      IsTruncated: false,
    })
  })
})
