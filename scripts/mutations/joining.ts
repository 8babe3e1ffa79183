import { inFile, type Mutation } from '../mutation'

export const joiningMutations: readonly Mutation[] = [
  ...inFile(
    'src/cli/join/another.ts',
    ['src/cli/join'],
    [
      [
        'a name in use is not given to another Kubernetes',
        "if ((await stateOf(client, name)) === 'ACTIVE')",
        'if ((await stateOf(client, name)) === undefined && false)',
      ],
      ['a Kubernetes that has joined has one name', 'if (as !== undefined && as !== name)', 'if (false)'],
    ],
  ),
  ...inFile(
    'src/cli/join/server-address.ts',
    ['src/cli/join'],
    [['credentials do not travel in clear', "if (parsed.protocol === 'http:')", 'if (false)']],
  ),
  ...inFile(
    'src/cli/join/kubernetes-side.ts',
    ['src/cli/join'],
    [
      [
        'doctor knows a key by what it is, not by its name',
        "['kty', 'crv', 'n', 'e', 'x', 'y'].map((name) => textAt(key, name))",
        "textAt(key, 'kid')",
      ],
    ],
  ),
  ...inFile(
    'src/connector/manifests/guard-agent.ts',
    ['src/connector/manifests'],
    [
      [
        "the guard takes the agent's arguments as they are, and not as a pattern",
        ".replaceAll(/[\\\\^$.*+?()[\\]{}|]/g, '\\\\$&')",
        '',
      ],
      ["nothing follows the agent's arguments", '${fixed}${flagPattern}$`', '${fixed}${flagPattern}`'],
    ],
  ),
  ...inFile(
    'src/connector/manifests/rights.ts',
    ['src/connector/manifests'],
    [
      [
        'the connector reads one Secret',
        "resourceNames: [names.authority], verbs: ['get', 'patch'] }",
        "verbs: ['get', 'patch'] }",
      ],
      ['the connector writes its own webhook object alone', '      resourceNames: [names.connector],\n', ''],
    ],
  ),
]
