import { inFile, type Mutation } from '../mutation'

const client = ['src/kubernetes']
const connector = [
  'src/connector/installed',
  'src/connector/kept-right.test.ts',
  'src/connector/member.test.ts',
  'src/connector/state.test.ts',
]

/** The checks of the connector, of its client for Kubernetes, and of what a connector may tell the control plane. */
export const connectorKubernetesMutations: readonly Mutation[] = [
  ...inFile('src/kubernetes/request.ts', client, [
    ['an API server does not send us elsewhere', "redirect: 'error'", "redirect: 'follow'"],
  ]),
  ...inFile('src/kubernetes/kubeconfig.ts', client, [
    [
      'an API server is unchecked only where a kubeconfig says exactly so',
      "valueAt(at.value, 'insecure-skip-tls-verify') === true",
      "valueAt(at.value, 'insecure-skip-tls-verify') !== undefined",
    ],
  ]),
  ...inFile('src/kubernetes/lease.ts', client, [
    [
      'a Lease that another renews is believed',
      ' || holder === options.identity || performance.now() - seen.at >= theirs',
      ' || true',
    ],
    ['who cannot renew its Lease leaves off', 'if (performance.now() - renewed > (duration * 2) / 3) over.abort()', ''],
  ]),
  ...inFile('src/connector/installed/apply-addon.ts', connector, [
    [
      'what somebody else has set is taken only with OVERWRITE',
      "const force = resolve === 'OVERWRITE' || ",
      'const force = true || ',
    ],
    ['what PRESERVE leaves to others is not taken in a repair', "(repair && resolve === 'NONE')", 'repair'],
    [
      'an add-on is written in the connector’s own namespace only',
      'if (object.metadata.namespace !== names.namespace)',
      'if (false)',
    ],
  ]),
  ...inFile(
    'src/connector/manifests/agent-values.ts',
    ['src/connector/manifests'],
    [
      [
        'configuration values say nothing but what the schema has',
        '  if (!result.success) return { wrong: z.prettifyError(result.error) }',
        '  if (!result.success) return { args: [] }',
      ],
      ['a time among the values is a time and no flag', '.regex(/^[0-9]{1,6}[smhd]$/)', ''],
    ],
  ),
  ...inFile(
    'src/connector/manifests/agent.ts',
    ['src/connector/manifests'],
    [
      [
        'the agent has no other capability',
        "capabilities: { drop: ['ALL'], add: capabilities }",
        'capabilities: { add: capabilities }',
      ],
      ['the agent gains no privilege', 'allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true'],
      ['the agent writes nothing into its own root', 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'],
      [
        'the agent has no token of the API server',
        'automountServiceAccountToken: false',
        'automountServiceAccountToken: true',
      ],
      [
        'the image is that of the join manifest',
        "        name: 'agent',\n        image,",
        "        name: 'agent',\n        image: args[1],",
      ],
      ['the agent sees none of the node’s processes', 'hostPID: false', 'hostPID: true'],
    ],
  ),
  ...inFile('src/connector/startup-taint.ts', connector, [
    [
      'a taint is taken off only the node as it was read',
      "{ op: 'test', path: '/metadata/resourceVersion', value: node.metadata.resourceVersion },",
      '',
    ],
  ]),
  ...inFile('src/connector/authority-place.ts', connector, [
    [
      'an authority is replaced only by who knew it',
      "{ op: 'test', path: '/metadata/resourceVersion', value: version },",
      '',
    ],
    [
      'an authority that is there is not made again',
      'if (former === undefined && (await this.read()) !== undefined) return false',
      '',
    ],
  ]),
  ...inFile('src/connector/member.ts', connector, [
    ['a code of another cluster is none of this one', 'if (answer.clusterName !== clusterName)', 'if (false)'],
  ]),
  ...inFile('src/connector/state.ts', connector, [
    ['what was kept of another cluster is not believed', 'valueAt(said, 0) !== clusterName || ', ''],
  ]),
  ...inFile(
    'src/connector/seen/pods.ts',
    ['src/connector/report'],
    [
      [
        'of a pod’s environment nothing is looked at but one name',
        '...(reason === undefined ? {} : { reason }),',
        "...(reason === undefined ? {} : { reason }),\n    ...{ env: valueAt(pod, 'spec', 'containers', 0, 'env') },",
      ],
    ],
  ),
  ...inFile(
    'src/connector/report/items.ts',
    ['src/connector/report'],
    [
      [
        'a pod without association is not reported',
        'if (associated.has(`${pod.namespace}/${pod.serviceAccount}`)) put',
        'put',
      ],
    ],
  ),
  ...inFile(
    'src/services/podid/put-cluster-keys.ts',
    ['src/services/podid/pinned-keys.test.ts'],
    [
      ['a key that is added to pinned ones waits', 'if (!isPinned(cluster)) return', 'if (true) return'],
      ['keys that are added are an event of their own', 'await recordKeys(tx, cluster, next, parts)', ''],
    ],
  ),
  ...inFile(
    'src/domain/cluster.ts',
    ['src/services/podid/pinned-keys.test.ts'],
    [['whatever the tag says pins', "said !== undefined && said !== 'false'", "said === 'true'"]],
  ),
  ...inFile(
    'src/services/podid/approve-cluster-keys.ts',
    ['src/services/podid/pinned-keys.test.ts'],
    [
      ['only what waits is approved', 'if (chosen.length !== thumbprints.size)', 'if (false)'],
      [
        'only what was named is approved',
        'waiting.keys.filter(({ jwk }) => thumbprints.has(jwkThumbprint(jwk)))',
        'waiting.keys.filter(() => true)',
      ],
    ],
  ),
  ...inFile(
    'src/services/podid/search-associations.ts',
    ['src/services/podid/search-associations.test.ts'],
    [
      [
        'whoever may search one cluster must name it',
        "if (cluster === undefined) return { action, resource: '*' }",
        "if (cluster === undefined) return { anyone: 'x' }",
      ],
    ],
  ),
  ...inFile(
    'src/services/podid/search-ways.ts',
    ['src/services/podid/search-associations.test.ts'],
    [['no name reaches over the parts of an index', '/\\p{Cc}/u.test(text) || ', '']],
  ),
]
