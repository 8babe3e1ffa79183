import { describe, expect, test } from 'bun:test'
import Ajv from 'ajv'
import { listAt, valueAt } from '../../kubernetes'
import { agentSchema } from '../../services/eks/agent-schema'
import { agentObjects } from './agent'
import { agentValues } from './agent-values'
import { argumentPattern } from './guard-agent'

const settings = {
  clusterName: 'blue',
  endpoint: 'https://podid.example.com',
  region: 'eu-west-1',
  image: 'reg.example.com/podid:1',
  agentRoleArn: 'arn:aws:iam::111122223333:role/podid/podid-agent-x',
  ca: true,
}
const addon = { name: 'eks-pod-identity-agent', version: 'v1', status: 'CREATING', preserve: false, updateId: '' }
const made = (
  more: Partial<typeof addon & { configurationValues: string }> = {},
  other: Partial<typeof settings> = {},
) => {
  const objects = agentObjects({ ...addon, ...more }, { ...settings, ...other })
  if ('wrong' in objects) throw new Error(objects.wrong)
  return objects[0]
}
const podSpec = (it = made()) => valueAt(it, 'spec', 'template', 'spec')
const container = (it = made()) => listAt(podSpec(it), 'containers')[0]
const print = (it = made()) => valueAt(it, 'spec', 'template', 'metadata', 'annotations', 'podid.dev/template')

describe('the agent on the nodes', () => {
  test("has of root's powers one, and its init step one", () => {
    const bounded = { runAsUser: 0, privileged: false, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true }
    expect(valueAt(container(), 'securityContext')).toMatchObject({
      ...bounded,
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    })
    expect(listAt(podSpec(), 'initContainers')).toMatchObject([
      {
        args: ['agent', 'initialize'],
        securityContext: { ...bounded, capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } },
      },
    ])
    expect(podSpec()).toMatchObject({
      hostNetwork: true,
      automountServiceAccountToken: false,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      priorityClassName: 'system-node-critical',
      tolerations: [{ operator: 'Exists' }],
    })
    for (const it of ['hostPID', 'hostIPC']) expect(valueAt(podSpec(), it)).toBe(false)
  })

  test('is upgraded by surge, declares no port, and is probed on loopback', () => {
    expect(valueAt(made(), 'spec', 'updateStrategy', 'rollingUpdate')).toEqual({ maxSurge: 1, maxUnavailable: 0 })
    expect(valueAt(container(), 'ports')).toBeUndefined()
    for (const it of ['startupProbe', 'livenessProbe', 'readinessProbe'])
      expect(valueAt(container(), it, 'httpGet', 'host')).toBe('127.0.0.1')
  })

  test('of the node it has a folder of its own, and no other', () => {
    const paths = listAt(podSpec(), 'volumes').flatMap((it) => valueAt(it, 'hostPath') ?? [])
    expect(paths).toEqual([{ path: '/run/podid', type: 'DirectoryOrCreate' }])
  })

  test('signs in with its own token, for the role of its cluster, and trusts the CA where there is one', () => {
    const env = listAt(container(), 'env')
    expect(env).toContainEqual({ name: 'AWS_ROLE_ARN', value: settings.agentRoleArn })
    expect(env).toContainEqual({ name: 'AWS_ENDPOINT_URL_STS', value: settings.endpoint })
    expect(env).toContainEqual({ name: 'AWS_CA_BUNDLE', value: '/etc/podid/ca/ca.crt' })
    const without = made({}, { ca: false })
    expect(JSON.stringify(without)).not.toContain('ca.crt')
  })

  test("its image, service account and namespace are the join manifest's, whatever the add-on says", () => {
    const it = made({ name: 'evil', version: 'evil/image:1', configurationValues: '{"agent":{"logLevel":"warn"}}' })
    const images = [...listAt(podSpec(it), 'initContainers'), ...listAt(podSpec(it), 'containers')].map((one) =>
      valueAt(one, 'image'),
    )
    expect(new Set(images)).toEqual(new Set([settings.image]))
    expect(valueAt(podSpec(it), 'serviceAccountName')).toBe('podid-agent')
    expect(it?.metadata.namespace).toBe('podid-system')
  })

  test('another version or configuration is another template; the same is the same', () => {
    expect(print(made())).toBe(print(made()))
    expect(print(made({ version: 'v2' }))).not.toBe(print(made()))
    expect(print(made({ configurationValues: '{"agent":{"maxCacheSize":1}}' }))).not.toBe(print(made()))
  })
})

describe('its configuration values', () => {
  const validate = new Ajv({ strict: false }).compile(agentSchema)
  test.each([
    '{}',
    '{"agent":{}}',
    '{"agent":{"logLevel":"debug","logFormat":"pretty","maxCacheSize":1,"maxCredentialRetentionBeforeRenewal":"3h"}}',
    '{"agent":{"logLevel":"loud"}}',
    '{"agent":{"logFormat":"auto"}}',
    '{"agent":{"maxCacheSize":0}}',
    '{"agent":{"maxCacheSize":1000001}}',
    '{"agent":{"maxCacheSize":1.5}}',
    '{"agent":{"maxCacheSize":"1"}}',
    '{"agent":{"maxCredentialRetentionBeforeRenewal":"3 h"}}',
    '{"agent":{"maxCredentialRetentionBeforeRenewal":"3h --endpoint=http://evil"}}',
    '{"agent":{"image":"evil"}}',
    '{"image":"evil"}',
    '{"resources":{}}',
    '{"resources":{"requests":{"cpu":"50m","memory":"96Mi"},"limits":{"memory":"1Gi","cpu":"2"}}}',
    '{"resources":{"limits":{"memory":"much"}}}',
    '{"resources":{"limits":{"memory":96}}}',
    '{"resources":{"limits":{"nvidia.com/gpu":"1"}}}',
    '{"resources":{"claims":[]}}',
    '{"agent":[]}',
    '[]',
    'null',
    '"x"',
  ])('%s is taken exactly if the published schema takes it', (values) => {
    expect('args' in agentValues(values)).toBe(validate(JSON.parse(values)) === true)
  })

  test('say its resources; what they leave out stays as it is', () => {
    const values = agentValues('{"resources":{"limits":{"memory":"1Gi"}}}')
    const usual = { cpu: '10m', memory: '96Mi' }
    expect(values).toMatchObject({ resources: { requests: usual, limits: { memory: '1Gi' } } })
    const it = made({ configurationValues: '{"resources":{"limits":{"memory":"1Gi"}}}' })
    expect(valueAt(container(it), 'resources', 'limits')).toEqual({ memory: '1Gi' })
    expect(print(it)).not.toBe(print(made()))
  })

  test('become arguments that the guard lets through, and nothing else does', () => {
    const lets = (args: readonly unknown[]) => new RegExp(argumentPattern(settings)).test(args.join('\n'))
    const all = { logLevel: 'warn', logFormat: 'pretty', maxCacheSize: 7, maxCredentialRetentionBeforeRenewal: '3h' }
    for (const agent of [{}, all, { maxCacheSize: 1_000_000 }]) {
      const args = listAt(container(made({ configurationValues: JSON.stringify({ agent }) })), 'args')
      expect(lets(args)).toBe(true)
      expect(lets([...args, '--endpoint'])).toBe(false)
      expect(lets(args.slice(1))).toBe(false)
      // A dot of the address is a dot.
      expect(lets(args.map((it) => (it === settings.endpoint ? settings.endpoint.replace('.', 'x') : it)))).toBe(false)
    }
  })

  test('become flags; what is no JSON is refused', () => {
    expect(agentValues('{"agent":{"maxCacheSize":7}}')).toMatchObject({
      args: ['--log-level', 'info', '--log-format', 'json', '--max-cache-size', '7'],
    })
    expect(agentValues('{')).toEqual({ wrong: 'They are not JSON.' })
    expect(agentObjects({ ...addon, configurationValues: '{"image":"evil"}' }, settings)).toHaveProperty('wrong')
  })
})
