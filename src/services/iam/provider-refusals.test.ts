import { type Case, clients, policyArn, provider, providerArn, refuses } from './cases.test-support'

const url = 'ValidationError: Invalid Open ID Connect Provider URL'
const tooManyClients = 'LimitExceeded: Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100'

const ofProviders: readonly Case[] = [
  ...(
    [
      ['GetOpenIDConnectProvider', {}],
      ['UpdateOpenIDConnectProviderThumbprint', { ThumbprintList: [] }],
      ['AddClientIDToOpenIDConnectProvider', { ClientID: 'c' }],
      ['RemoveClientIDFromOpenIDConnectProvider', { ClientID: 'c' }],
      ['DeleteOpenIDConnectProvider', {}],
    ] as const
  ).flatMap(([operation, said]): readonly Case[] => [
    {
      what: `${operation} that is not`,
      ask: [operation, { OpenIDConnectProviderArn: providerArn, ...said }],
      answer: operation.startsWith('Delete')
        ? `NoSuchEntity: OpenId connect Provider ${providerArn} cannot be found.`
        : `NoSuchEntity: OpenIDConnect Provider not found for arn ${providerArn}`,
    },
    {
      what: `${operation} by another ARN`,
      ask: [operation, { OpenIDConnectProviderArn: policyArn, ...said }],
      answer: `InvalidInput: ARN ${policyArn} is not valid.`,
    },
    {
      what: `${operation} by no ARN`,
      ask: [operation, { OpenIDConnectProviderArn: 'https://oidc.example.com', ...said }],
      answer: 'ValidationError: ARN https://oidc.example.com is not valid.',
    },
  ]),
  ...[
    'http://oidc.example.com',
    'oidc.example.com',
    'https://',
    'https://a b',
    'https://a?b=c',
    'https://a#b',
    'https://me@a',
    'https://a\0b',
    'https://podid/clusters/abc',
    'https://PODID/Clusters/abc',
    'https://podid/clusters',
  ].map(
    (Url): Case => ({
      what: `CreateOpenIDConnectProvider of ${JSON.stringify(Url)}`,
      ask: provider({ Url }),
      answer: url,
    }),
  ),
  {
    what: 'CreateOpenIDConnectProvider of a URL that is taken',
    before: [provider()],
    ask: provider({ Url: 'https://oidc.example.com' }),
    answer: 'EntityAlreadyExists: Provider with url https://oidc.example.com already exists.',
  },
  {
    what: 'CreateOpenIDConnectProvider with many thumbprints',
    ask: provider({ ThumbprintList: Array.from({ length: 6 }, () => 'a'.repeat(40)) }),
    answer: 'InvalidInput: Thumbprint list must contain fewer than 5 entries.',
  },
  {
    what: 'CreateOpenIDConnectProvider with a thumbprint that is none',
    ask: provider({ ThumbprintList: ['z'.repeat(40)] }),
    answer: 'InvalidInput: A thumbprint is 40 hexadecimal digits.',
  },
  {
    what: 'CreateOpenIDConnectProvider with many clients',
    ask: provider({ ClientIDList: clients(101) }),
    answer: tooManyClients,
  },
  {
    what: 'CreateOpenIDConnectProvider with a client that no store can hold',
    ask: provider({ ClientIDList: ['\0'] }),
    answer: 'InvalidInput: A client id has no control characters.',
  },
  {
    what: 'the client beyond a hundred',
    before: [provider({ ClientIDList: clients(100) })],
    ask: ['AddClientIDToOpenIDConnectProvider', { OpenIDConnectProviderArn: providerArn, ClientID: 'one-more' }],
    answer: tooManyClients,
  },
]

refuses(ofProviders)
