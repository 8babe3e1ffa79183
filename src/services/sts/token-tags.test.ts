import { beforeEach, describe, expect, test } from 'bun:test'
import { createPrivateKey, sign } from 'node:crypto'
import { createSigningKey } from '../../issuer'
import { type Account, anonymous, arn, newAccount, provider, trusting } from './sts.test-support'

const url = 'idp.example.com'
const action = 'sts:AssumeRoleWithWebIdentity'
const tagsClaim = 'https://aws.amazon.com/tags'
const sourceClaim = 'https://aws.amazon.com/source_identity'
const key = await createSigningKey()
const discover = async () => [key.publicJwk]

let it: Account
beforeEach(async () => {
  it = await newAccount()
  await it.store.oidcProviders.insert(arn(`oidc-provider/${url}`), provider(url))
})

const role = (actions: readonly string[], condition?: object) =>
  it.role('app', trusting({ Federated: arn(`oidc-provider/${url}`) }, actions, condition))

function token(claims: object): string {
  const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(it.clock.now / 1000)
  const plain = { iss: `https://${url}`, aud: 'sts.amazonaws.com', sub: 'subject', iat: now, exp: now + 600 }
  const signed = `${segment({ alg: 'RS256', kid: key.kid })}.${segment({ ...plain, ...claims })}`
  const secret = createPrivateKey({ key: { ...key.privateJwk }, format: 'jwk' })
  return `${signed}.${sign('sha256', Buffer.from(signed), secret).toString('base64url')}`
}
const ask = (claims: object) => ({ RoleArn: arn('role/app'), RoleSessionName: 'me', WebIdentityToken: token(claims) })
const call = (claims: object) => it.call('AssumeRoleWithWebIdentity', anonymous, ask(claims), { discover })
const refusal = (claims: object) => it.refusal('AssumeRoleWithWebIdentity', anonymous, ask(claims), { discover })

const nested = { [tagsClaim]: { principal_tags: { Team: ['a'], Cost: ['1'] }, transitive_tag_keys: ['team'] } }
const flattened = {
  [`${tagsClaim}/principal_tags/Team`]: ['a'],
  [`${tagsClaim}/principal_tags/Cost`]: '1',
  [`${tagsClaim}/transitive_tag_keys`]: ['Team'],
}

describe('a token with tags', () => {
  test.each([nested, flattened])('gives them to the session: %j', async (claims) => {
    await role([action, 'sts:TagSession'])
    const answer = await call(claims)
    expect(answer.PackedPolicySize).toBe(2)
    expect(it.sessionOf(answer)).toMatchObject({
      tags: [
        { key: 'Team', value: 'a' },
        { key: 'Cost', value: '1' },
      ],
      transitive: ['Team'],
    })
  })

  test('needs a role that lets its provider tag sessions', async () => {
    await role([action])
    expect(await refusal(nested)).toBe('AccessDenied: Not authorized to perform sts:TagSession')
    expect(await refusal({})).toBe('no refusal')
  })

  test('is seen by conditions', async () => {
    await role([action, 'sts:TagSession'], { StringEquals: { 'aws:RequestTag/Team': 'a' } })
    expect(await refusal(nested)).toBe('no refusal')
    expect(await refusal({ [tagsClaim]: { principal_tags: { Team: ['b'] } } })).toBe(
      'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    )
  })

  test.each([
    { principal_tags: { a: ['1', '2'] } },
    { principal_tags: { a: [] } },
    { principal_tags: { a: 1 } },
    { principal_tags: { 'a#': ['1'] } },
    { principal_tags: { [`a`.repeat(129)]: ['1'] } },
    { principal_tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, ['v']])) },
    { principal_tags: ['a'] },
    { transitive_tag_keys: 'a' },
    { more: {} },
    'a',
    null,
  ])('that cannot be read is refused: %j', async (claim) => {
    await role([action, 'sts:TagSession'])
    expect(await refusal({ [tagsClaim]: claim })).toStartWith(
      'InvalidIdentityToken: The claim https://aws.amazon.com/tags',
    )
  })

  test.each([
    [{ principal_tags: { 'aws:x': ['1'] } }, 'Tag keys that begin with aws: are reserved for system use.'],
    [
      { principal_tags: { a: ['1'], A: ['1'] } },
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    [{ transitive_tag_keys: ['a'] }, 'The specified transitive tag key must be included in the requested tags.'],
  ])('%j', async (claim, message) => {
    await role([action, 'sts:TagSession'])
    expect(await refusal({ [tagsClaim]: claim })).toBe(`InvalidParameterValue: ${message}`)
  })
})

describe('a token with a source identity', () => {
  test('gives it to the session, and tells it', async () => {
    await role([action, 'sts:SetSourceIdentity'], { StringEquals: { 'sts:SourceIdentity': 'alice' } })
    const answer = await call({ [sourceClaim]: 'alice' })
    expect(answer).toMatchObject({ SourceIdentity: 'alice', SubjectFromWebIdentityToken: 'subject' })
    expect(answer.PackedPolicySize).toBeUndefined()
    expect(it.sessionOf(answer).sourceIdentity).toBe('alice')
    expect(await refusal({ [sourceClaim]: 'bob' })).toStartWith('AccessDenied')
  })

  test('needs a role that lets its provider set it', async () => {
    await role([action])
    expect(await refusal({ [sourceClaim]: 'alice' })).toBe(
      'AccessDenied: Not authorized to perform sts:SetSourceIdentity',
    )
  })

  test.each(['a', 'aws:alice', 'a b', 7])('that cannot be one is refused: %p', async (said) => {
    await role([action, 'sts:SetSourceIdentity'])
    expect(await refusal({ [sourceClaim]: said })).toStartWith('InvalidIdentityToken: The claim')
  })
})
