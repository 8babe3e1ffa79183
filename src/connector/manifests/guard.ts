import type { KubeObject } from '../../kubernetes'
import type { AgentFixed } from './agent'
import { agentChecks, type Checks } from './guard-agent'
import { named, names } from './names'

const admission = 'admissionregistration.k8s.io/v1'

/**
 * What RBAC cannot say of the connector's rights, checked by the API server itself (ValidatingAdmissionPolicy, Kubernetes 1.30 and later):
 * what a DaemonSet by it may be, so that whoever has its rights cannot start a program of their own on the nodes, nor ours with another task or
 * more of the node than the agent has; and that its webhook object names its own Service, and pods alone.
 */
export function connectorGuard(agent: AgentFixed): readonly KubeObject[] {
  return [
    ...policy(`${names.connector}-addons`, 'A DaemonSet by the podid connector', {
      rule: { apiGroups: ['apps'], resources: ['daemonsets'], scope: 'Namespaced' },
      variable: ['template', 'object.spec.template.spec'],
      checks: agentChecks(agent),
    }),
    ...policy(`${names.connector}-webhook`, 'The webhook of the podid connector', {
      rule: {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['mutatingwebhookconfigurations'],
        scope: 'Cluster',
      },
      variable: ['webhooks', 'object.webhooks'],
      checks: webhookChecks,
    }),
  ]
}

const own = `'${names.namespace}'`
const webhookChecks: Checks = [
  [
    `variables.webhooks.all(w, has(w.clientConfig.service) && w.clientConfig.service.name == '${names.connector}' && w.clientConfig.service.namespace == ${own})`,
    'only its own Service',
  ],
  [
    "variables.webhooks.all(w, has(w.rules) && w.rules.all(r, r.apiGroups == [''] && r.resources == ['pods'] && r.operations == ['CREATE']))",
    'only pods that are created',
  ],
  [
    `variables.webhooks.all(w, has(w.namespaceSelector) && has(w.namespaceSelector.matchExpressions) && w.namespaceSelector.matchExpressions.exists(e, e.key == 'kubernetes.io/metadata.name' && ((e.operator == 'NotIn' && ${own} in e.values) || (e.operator == 'In' && !(${own} in e.values)))))`,
    'never pods of its own namespace',
  ],
]

function policy(
  name: string,
  what: string,
  said: {
    readonly rule: Readonly<Record<string, unknown>>
    readonly variable: readonly [name: string, expression: string]
    readonly checks: Checks
  },
): readonly KubeObject[] {
  const [variable, expression] = said.variable
  return [
    {
      apiVersion: admission,
      kind: 'ValidatingAdmissionPolicy',
      metadata: named(name),
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [{ ...said.rule, apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'] }],
        },
        matchConditions: [
          {
            name: 'by-the-connector',
            expression: `request.userInfo.username == 'system:serviceaccount:${names.namespace}:${names.connector}'`,
          },
        ],
        variables: [{ name: variable, expression }],
        validations: said.checks.map(([expression, only]) => ({ expression, message: `${what}: ${only}.` })),
      },
    },
    {
      apiVersion: admission,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: named(name),
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ]
}
