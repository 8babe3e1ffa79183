import { describe, expect, test } from 'bun:test'
import type { Tables } from '../../store'
import {
  clients,
  policy,
  policyArn,
  provider,
  providerArn,
  role,
  type Step,
  tag,
  user,
  versions,
} from './cases.test-support'
import { arn, document, newAccount, trust } from './iam.test-support'

describe('what just fits', () => {
  /** The document grown to a size. */
  const grown = (text: string, inside: string, size: number): string =>
    text.replace(inside, inside + 'x'.repeat(size - text.length))
  const just: readonly { readonly what: string; readonly before?: readonly Step[]; readonly ask: Step }[] = [
    { what: 'a trust policy', ask: role({ AssumeRolePolicyDocument: grown(trust, 'pods', 2048) }) },
    { what: 'a managed policy', ask: policy({ PolicyDocument: grown(document, 'GetObject', 6144) }) },
    {
      what: 'inline policies of a role',
      before: [role()],
      ask: ['PutRolePolicy', { RoleName: 'r', PolicyName: 'i', PolicyDocument: grown(document, 'GetObject', 10240) }],
    },
    {
      what: 'inline policies of a user',
      before: [user()],
      ask: ['PutUserPolicy', { UserName: 'u', PolicyName: 'i', PolicyDocument: grown(document, 'GetObject', 2048) }],
    },
    {
      what: 'thumbprints',
      ask: provider({ ThumbprintList: Array.from({ length: 5 }, () => 'a'.repeat(40)) }),
    },
    { what: 'client ids', ask: provider({ ClientIDList: clients(100) }) },
    {
      what: 'one more client id',
      before: [provider({ ClientIDList: clients(99) })],
      ask: ['AddClientIDToOpenIDConnectProvider', { OpenIDConnectProviderArn: providerArn, ClientID: 'one-more' }],
    },
    { what: 'tags', ask: role({ Tags: Array.from({ length: 50 }, (_, at) => tag(`k${at}`)) }) },
    {
      what: 'one more tag, and one in place of another',
      before: [role({ Tags: Array.from({ length: 49 }, (_, at) => tag(`k${at}`)) })],
      ask: ['TagRole', { RoleName: 'r', Tags: [tag('K1'), tag('k49')] }],
    },
    {
      what: 'versions',
      before: [policy(), ...versions(3)],
      ask: ['CreatePolicyVersion', { PolicyArn: policyArn, PolicyDocument: document }],
    },
  ]
  for (const { what, before, ask } of just) {
    test(what, async () => {
      const account = newAccount()
      for (const [operation, said] of before ?? []) await account.call(operation, said)
      expect(await account.refusal(...ask)).toBe('no refusal')
      expect(await account.store.attachments.count()).toBe(0)
    })
  }
})

describe('quotas of the account', () => {
  const at = { path: '/', createdAt: 0, tags: [], inline: [], attached: [] }
  const fill = {
    RolesPerAccount: {
      ask: role(),
      limit: 1000,
      insert: (tx: Tables, name: string) =>
        tx.roles.insert(name, { ...at, name, arn: arn(`role/${name}`), id: name, trust, maxSessionDuration: 3600 }),
    },
    UsersPerAccount: {
      ask: user(),
      limit: 5000,
      insert: (tx: Tables, name: string) => tx.users.insert(name, { ...at, name, arn: arn(`user/${name}`), id: name }),
    },
    PoliciesPerAccount: {
      ask: policy(),
      limit: 1500,
      insert: (tx: Tables, name: string) =>
        tx.policies.insert(arn(`policy/${name}`), {
          name,
          path: '/',
          arn: arn(`policy/${name}`),
          id: name,
          createdAt: 0,
          updatedAt: 0,
          tags: [],
          defaultVersion: 'v1',
          versions: [],
          lastVersion: 1,
        }),
    },
    OpenIdConnectProvidersPerAccount: {
      ask: provider(),
      limit: 100,
      insert: (tx: Tables, url: string) =>
        tx.oidcProviders.insert(arn(`oidc-provider/${url}`), {
          arn: arn(`oidc-provider/${url}`),
          url,
          clientIds: [],
          thumbprints: [],
          tags: [],
          createdAt: 0,
        }),
    },
  }
  for (const [quota, { ask, limit, insert }] of Object.entries(fill)) {
    test(quota, async () => {
      const account = newAccount()
      await account.store.change(async (tx) => {
        for (let at = 0; at < limit; at++) await insert(tx, `n${at}`)
      })
      expect(await account.refusal(...ask)).toBe(`LimitExceeded: Cannot exceed quota for ${quota}: ${limit}`)
    })
  }

  test('roles of clusters are not counted', async () => {
    const account = newAccount()
    await account.store.change(async (tx) => {
      for (let at = 0; at < 1000; at++) {
        const name = `n${at}`
        await tx.roles.insert(name, {
          path: '/podid/',
          createdAt: 0,
          tags: [],
          inline: [],
          attached: [],
          name,
          arn: name,
          id: name,
          trust,
          maxSessionDuration: 3600,
          ofCluster: 'blue',
        })
      }
    })
    expect(await account.refusal(...role())).toBe('no refusal')
  })
})
