import { describe, expect, test } from 'bun:test'
import { arn, newAccount } from './iam.test-support'

const OpenIDConnectProviderArn = arn('oidc-provider/oidc.example.com/id/1')
const print = 'a1'.repeat(20)

describe('an OIDC provider', () => {
  test('is made, told, changed and deleted', async () => {
    const { call } = newAccount()
    const Tags = [{ Key: 'k', Value: 'v' }]
    const make = { Url: 'https://oidc.example.com/id/1', ClientIDList: ['a', 'b', 'a'], ThumbprintList: [print], Tags }
    expect(await call('CreateOpenIDConnectProvider', make)).toEqual({ OpenIDConnectProviderArn, Tags })
    const of = { OpenIDConnectProviderArn }
    expect(await call('GetOpenIDConnectProvider', of)).toEqual({
      Url: 'oidc.example.com/id/1',
      ClientIDList: ['a', 'b'],
      ThumbprintList: [print],
      CreateDate: new Date('2026-01-02T03:04:05Z'),
      Tags,
    })
    for (const ClientID of ['c', 'c']) await call('AddClientIDToOpenIDConnectProvider', { ...of, ClientID })
    for (const ClientID of ['a', 'a']) await call('RemoveClientIDFromOpenIDConnectProvider', { ...of, ClientID })
    await call('UpdateOpenIDConnectProviderThumbprint', { ...of, ThumbprintList: [] })
    expect(await call('GetOpenIDConnectProvider', of)).toMatchObject({ ClientIDList: ['b', 'c'], ThumbprintList: [] })
    expect(await call('ListOpenIDConnectProviders')).toEqual({
      OpenIDConnectProviderList: [{ Arn: OpenIDConnectProviderArn }],
    })
    await call('DeleteOpenIDConnectProvider', of)
    expect(await call('ListOpenIDConnectProviders')).toEqual({ OpenIDConnectProviderList: [] })
  })

  test('is known by its URL to the letter: a slash at the end is part of what issuers call themselves', async () => {
    const { call } = newAccount()
    for (const Url of ['https://oidc.example.com', 'https://oidc.example.com/'])
      await call('CreateOpenIDConnectProvider', { Url })
    const told = await call('GetOpenIDConnectProvider', {
      OpenIDConnectProviderArn: arn('oidc-provider/oidc.example.com/'),
    })
    expect(told.Url).toBe('oidc.example.com/')
  })

  test('without tags tells none when made', async () => {
    const { call } = newAccount()
    const made = await call('CreateOpenIDConnectProvider', { Url: 'https://oidc.example.com:8443' })
    expect(made.OpenIDConnectProviderArn).toBe(arn('oidc-provider/oidc.example.com:8443'))
    expect(made.Tags).toBeUndefined()
  })
})
