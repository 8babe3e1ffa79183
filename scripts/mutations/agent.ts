import { inFile, type Mutation } from '../mutation'

export const agentMutations: readonly Mutation[] = [
  ...inFile(
    'src/agent/identity.ts',
    ['src/agent/endpoint.test.ts', 'src/agent/layers.test.ts'],
    [
      [
        'the agent refuses an expired token',
        "if (answer.refused === 'expired')",
        "if (answer.refused === 'expired') return unproved(token)\n    if (false)",
      ],
    ],
  ),
  ...inFile(
    'src/agent/endpoint.ts',
    ['src/agent/endpoint.test.ts', 'src/agent/layers.test.ts'],
    [
      [
        'the agent answers only by its own addresses',
        'if (!given.hosts.has(host)) throw wrongAddress(host, given.hosts)',
        '',
      ],
    ],
  ),
  ...inFile(
    'src/agent/credentials.ts',
    ['src/agent/endpoint.test.ts', 'src/agent/layers.test.ts'],
    [["the agent's own refusal drops nothing", ' && this.status !== 403', '']],
  ),
]
