import { expect } from 'bun:test'
import { CreateOpenIDConnectProviderCommand, GetOpenIDConnectProviderCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const createOpenIDConnectProvider = operationTests('iam', 'CreateOpenIDConnectProvider', {
  never: {
    OpenIdIdpCommunicationError: 'the provider is not asked until a token of it comes',
  },
  differs:
    'no thumbprint is fetched when none is said: keys are found by discovery over TLS, thumbprints are kept and not used',
})

const thumbprint = 'a1'.repeat(20)
const create = (more: Partial<CreateOpenIDConnectProviderCommand['input']>) =>
  world.iam.send(new CreateOpenIDConnectProviderCommand({ Url: 'https://x.example.com', ...more }))
createOpenIDConnectProvider.succeeds('is read back as it was written, its URL without https://', async () => {
  const Tags = [{ Key: 'k', Value: '' }]
  const lists = { ClientIDList: ['sts.amazonaws.com', 'other'], ThumbprintList: [thumbprint] }
  const { $metadata, ...made } = await create({ Url: 'https://x.example.com/id/AB', ...lists, Tags })
  const OpenIDConnectProviderArn = arn('oidc-provider/x.example.com/id/AB')
  expect(made).toEqual({ OpenIDConnectProviderArn, Tags })
  const { $metadata: _, ...told } = await world.iam.send(
    new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }),
  )
  expect(told).toEqual({ Url: 'x.example.com/id/AB', ...lists, CreateDate: expect.any(Date), Tags })
})
createOpenIDConnectProvider.succeeds('a slash at the end of an issuer is part of its name', async () => {
  const made = await create({ Url: 'https://tenant.example.com/' })
  expect(made.OpenIDConnectProviderArn).toBe(arn('oidc-provider/tenant.example.com/'))
  expect(made.Tags).toBeUndefined()
})
createOpenIDConnectProvider.refuses(
  'EntityAlreadyExists',
  'a URL that is taken',
  () => create({ Url: 'https://oidc.example.com' }),
  'Provider with url https://oidc.example.com already exists.',
)
createOpenIDConnectProvider.refuses(
  'InvalidInput',
  'more than five thumbprints',
  () => create({ ThumbprintList: Array.from({ length: 6 }, () => thumbprint) }),
  'Thumbprint list must contain fewer than 5 entries.',
)
createOpenIDConnectProvider.refuses(
  'LimitExceeded',
  'more than a hundred client ids',
  () => create({ ClientIDList: Array.from({ length: 101 }, (_, at) => `c${at}`) }),
  'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100',
)
createOpenIDConnectProvider.refuses(
  'ValidationError',
  'a URL without TLS',
  () => create({ Url: 'http://x.example.com' }),
  'Invalid Open ID Connect Provider URL',
)
createOpenIDConnectProvider.refuses(
  'ValidationError',
  'the names of providers that stand for clusters',
  () => create({ Url: 'https://podid/clusters/mine' }),
  'Invalid Open ID Connect Provider URL',
)
createOpenIDConnectProvider.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new CreateOpenIDConnectProviderCommand({ Url: 'https://x.example.com' })),
  denied('CreateOpenIDConnectProvider', arn('oidc-provider/x.example.com')),
)
