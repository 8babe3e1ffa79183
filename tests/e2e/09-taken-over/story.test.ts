import { expect } from 'bun:test'
import { addonIs } from '../support/addon'
import { addon } from '../support/aws'
import { type Stage, story } from '../support/story'

const connector = '--as=system:serviceaccount:podid-system:podid-connector'
const plain = '{allowPrivilegeEscalation: false}'

interface Daemon {
  readonly image?: string
  readonly security?: string
  readonly account?: string
  readonly pod?: string
}

function daemonSet(
  stage: Stage,
  { image = stage.image, security = plain, account = 'podid-agent', pod = '' }: Daemon,
): string {
  return `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: evil, namespace: podid-system}
spec:
  selector: {matchLabels: {app: evil}}
  template:
    metadata: {labels: {app: evil}}
    spec:
      serviceAccountName: ${account}
      containers: [{name: evil, image: "${image}", securityContext: ${security}}]
      ${pod}`
}

const refused: Readonly<Record<string, Daemon>> = {
  'only the image': { image: 'testbed.local/busybox:1' },
  'no privileged container': { security: '{privileged: true}' },
  'no capability but': { security: '{capabilities: {add: [SYS_ADMIN]}}' },
  'only the service account': { account: 'podid-connector' },
  "none of the node's processes": { pod: 'hostPID: true' },
  'only the volumes of the agent': { pod: 'volumes: [{name: root, hostPath: {path: /}}]' },
}

story(
  'Story 9, a connector that is taken over',
  {},
  {
    async '1. a Kubernetes joins'(stage) {
      await stage.join('blue')
    },

    async '2. as the connector: no other image, and no more of the node than the agent has'(stage) {
      const apply = (daemon: Daemon) =>
        stage.cluster.kubectlWith(daemonSet(stage, daemon), 'create', connector, '--dry-run=server', '-f', '-')
      for (const [words, daemon] of Object.entries(refused)) {
        const { code, err } = await apply(daemon)
        expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(words) })
      }
      const secret = await apply({ pod: 'volumes: [{name: code, secret: {secretName: podid-activation}}]' })
      expect(secret.err).toContain('only the volumes of the agent')
      const init = await apply({ pod: 'initContainers: [{name: first, image: "testbed.local/busybox:1"}]' })
      expect(init.err).toContain('only the image')
      expect(await apply({})).toMatchObject({ code: 0 })
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

    async '4. the agent itself is let through'(stage) {
      const { client } = stage.server
      await client.call('eks', 'CreateAddon', { clusterName: 'blue', addonName: addon })
      await addonIs(client, 'blue', 'ACTIVE')
    },
  },
)
