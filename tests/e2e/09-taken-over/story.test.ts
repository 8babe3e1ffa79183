import { expect } from 'bun:test'
import { kinds, kubernetesApi } from '../../../src/kubernetes'
import { agentByAnother, refusedChanges } from '../../kubernetes/taken-over'
import { addonIs } from '../support/addon'
import { addon } from '../support/aws'
import { apiOf } from '../support/pods'
import { until } from '../support/run'
import { story } from '../support/story'

const user = 'system:serviceaccount:podid-system:podid-connector'
const connector = `--as=${user}`
story(
  'Story 9, the rights of the connector in other hands',
  {},
  {
    async '1. a Kubernetes joins'(stage) {
      await stage.join('blue')
    },

    async '2. as the connector: no other program, and no more of the node than the agent has'(stage) {
      const joined = { clusterName: 'blue', endpoint: stage.address(stage.cluster), region: 'us-east-1' }
      const apply = (change?: (typeof refusedChanges)[number][2]) => {
        const daemonSet = JSON.stringify(agentByAnother({ ...joined, image: stage.image }, change))
        return stage.cluster.kubectlWith(
          daemonSet,
          ...['create', connector, '-n', 'podid-system', '--dry-run=server', '-f', '-'],
        )
      }
      await until('the agent itself is let through, and the API server has heard of the guard', 60, async () => {
        const [itself, other] = [await apply(), await apply(refusedChanges[0]?.[2])]
        if (itself.code !== 0 || other.code === 0) throw new Error(itself.err)
        return true
      })
      for (const [what, words, change] of refusedChanges) {
        const { code, err } = await apply(change)
        expect({ what, code, err }).toEqual({ what, code: 1, err: expect.stringContaining(words) })
      }
    },

    async '3. as the connector: nothing that is not its own'(stage) {
      const may = async (...what: readonly string[]): Promise<string> =>
        (await stage.cluster.kubectl('auth', 'can-i', connector, ...what)).out.trim()
      for (const what of [
        'get secrets -n podid-system',
        'get secret/podid-activation -n podid-system',
        'list secrets -A',
        'create pods -n podid-system',
        'create pods -n default',
        'create daemonsets.apps -n default',
        'patch deployments.apps -n podid-system',
        'create mutatingwebhookconfigurations.admissionregistration.k8s.io',
        'patch mutatingwebhookconfigurations.admissionregistration.k8s.io/another',
        'patch validatingadmissionpolicies.admissionregistration.k8s.io/podid-connector-addons',
        'delete validatingadmissionpolicybindings.admissionregistration.k8s.io/podid-connector-webhook',
        'delete mutatingwebhookconfigurations.admissionregistration.k8s.io/podid-connector',
        'patch nodes',
        'create clusterrolebindings.rbac.authorization.k8s.io',
        'escalate clusterroles.rbac.authorization.k8s.io',
        'create serviceaccounts/token -n podid-system',
        'impersonate serviceaccounts',
        'create pods/exec -n default',
      ])
        expect(`${what}: ${await may(...what.split(' '))}`).toBe(`${what}: no`)
      expect(await may('patch', 'mutatingwebhookconfigurations.admissionregistration.k8s.io/podid-connector')).toBe(
        'yes',
      )
    },

    async '4. as the connector: its webhook object can be pointed at nothing else'(stage) {
      const { access } = await apiOf(stage.cluster)
      const as = kubernetesApi({ ...access, headers: { 'impersonate-user': user } })
      const patch = (path: string, value: unknown) =>
        as
          .patch(
            kinds.mutatingWebhooks,
            { name: 'podid-connector' },
            [{ op: 'replace', path: `/webhooks/0/${path}`, value }],
            'json',
          )
          .then(
            () => 'let through',
            (why: unknown) => String(why),
          )
      const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['secrets'] }
      for (const [words, path, value] of [
        ['only its own Service', 'clientConfig', { url: 'https://192.0.2.1/' }],
        ['only its own Service', 'clientConfig/service/name', 'evil'],
        ['only its own Service', 'clientConfig/service/namespace', 'default'],
        ['only pods that are created', 'rules', [rule]],
        ['only pods that are created', 'rules/0/operations', ['*']],
        ['never pods of its own namespace', 'namespaceSelector', {}],
      ] as const) {
        expect(await patch(path, value)).toContain(words)
      }
      expect(await patch('timeoutSeconds', 5)).toBe('let through')
    },

    async '5. the agent itself is let through'(stage) {
      const { client } = stage.server
      await client.call('eks', 'CreateAddon', { clusterName: 'blue', addonName: addon })
      await addonIs(client, 'blue', 'ACTIVE')
    },
  },
)
