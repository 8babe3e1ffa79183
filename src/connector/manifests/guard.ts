import type { KubeObject } from '../../kubernetes'
import { named, names } from './names'

const admission = 'admissionregistration.k8s.io/v1'

/**
 * What RBAC cannot say of the connector's rights, checked by the API server itself (ValidatingAdmissionPolicy, Kubernetes 1.30 and later):
 * what a DaemonSet by it may be, so that whoever has its rights cannot start an image of their own on the nodes, nor ours with more of the node
 * than the agent has; and that its webhook object names its own Service, and pods alone.
 */
export function connectorGuard(image: string): readonly KubeObject[] {
  return [
    ...policy(`${names.connector}-addons`, 'A DaemonSet by the podid connector', {
      rule: { apiGroups: ['apps'], resources: ['daemonsets'], scope: 'Namespaced' },
      variable: ['template', 'object.spec.template.spec'],
      checks: daemonSetChecks(image),
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

type Checks = readonly (readonly [expression: string, what: string])[]

function daemonSetChecks(image: string): Checks {
  const template = 'variables.template'
  const containers = `(${template}.containers + (has(${template}.initContainers) ? ${template}.initContainers : []))`
  const volumes = (all: string) => `!has(${template}.volumes) || ${template}.volumes.all(v, ${all})`
  const off = (name: string) => `(!has(${template}.${name}) || !${template}.${name})`
  return [
    [`${containers}.all(c, c.image == ${quoted(image)})`, 'only the image that the cluster was joined with'],
    [`${template}.serviceAccountName == ${quoted(names.agent)}`, `only the service account ${names.agent}`],
    [
      volumes(
        `has(v.emptyDir) || has(v.projected) || (has(v.configMap) && v.configMap.name == ${quoted(names.ca)}) || (has(v.hostPath) && v.hostPath.path == '/run/podid')`,
      ),
      'only the volumes of the agent',
    ],
    [
      volumes('!has(v.projected) || v.projected.sources.all(s, has(s.serviceAccountToken))'),
      'only tokens are projected',
    ],
    [
      `${containers}.all(c, has(c.securityContext) && (!has(c.securityContext.privileged) || !c.securityContext.privileged) && (!has(c.securityContext.capabilities) || !has(c.securityContext.capabilities.add) || c.securityContext.capabilities.add.all(it, it in ['NET_ADMIN', 'NET_BIND_SERVICE'])))`,
      'no privileged container, and no capability but NET_ADMIN and NET_BIND_SERVICE',
    ],
    [`${off('hostPID')} && ${off('hostIPC')}`, "none of the node's processes"],
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

/** A literal of the Common Expression Language. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
