import type { KubeObject } from '../../kubernetes'
import { named, names } from './names'

const admission = 'admissionregistration.k8s.io/v1'

/**
 * What a DaemonSet by the connector may be, as the API server itself checks it (ValidatingAdmissionPolicy, Kubernetes 1.30 and later): so
 * that whoever takes over the connector cannot run an image of their own on the nodes, nor ours with more of the node than the agent has.
 */
export function addonGuard(image: string): readonly KubeObject[] {
  const policy = `${names.connector}-addons`
  const all = '(template.containers + (has(template.initContainers) ? template.initContainers : []))'
  const validations = [
    [`${all}.all(c, c.image == ${quoted(image)})`, 'only the image that the cluster was joined with'],
    [`template.serviceAccountName == ${quoted(names.agent)}`, `only the service account ${names.agent}`],
    [
      `!has(template.volumes) || template.volumes.all(v, has(v.emptyDir) || has(v.projected) || (has(v.configMap) && v.configMap.name == ${quoted(names.ca)}) || (has(v.hostPath) && v.hostPath.path == '/run/podid'))`,
      'only the volumes of the agent',
    ],
    [
      `!has(template.volumes) || template.volumes.all(v, !has(v.projected) || v.projected.sources.all(s, has(s.serviceAccountToken)))`,
      'only tokens are projected',
    ],
    [
      `${all}.all(c, has(c.securityContext) && (!has(c.securityContext.privileged) || !c.securityContext.privileged) && (!has(c.securityContext.capabilities) || !has(c.securityContext.capabilities.add) || c.securityContext.capabilities.add.all(it, it in ['NET_ADMIN', 'NET_BIND_SERVICE'])))`,
      'no privileged container, and no capability but NET_ADMIN and NET_BIND_SERVICE',
    ],
    [
      '(!has(template.hostPID) || !template.hostPID) && (!has(template.hostIPC) || !template.hostIPC)',
      "none of the node's processes",
    ],
  ]
  return [
    {
      apiVersion: admission,
      kind: 'ValidatingAdmissionPolicy',
      metadata: named(policy),
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['apps'],
              apiVersions: ['v1'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['daemonsets'],
              scope: 'Namespaced',
            },
          ],
        },
        matchConditions: [
          {
            name: 'by-the-connector',
            expression: `request.userInfo.username == 'system:serviceaccount:${names.namespace}:${names.connector}'`,
          },
        ],
        variables: [{ name: 'template', expression: 'object.spec.template.spec' }],
        validations: validations.map(([expression = '', what = '']) => ({
          expression: expression.replaceAll('template.', 'variables.template.'),
          message: `A DaemonSet by the podid connector: ${what}.`,
        })),
      },
    },
    {
      apiVersion: admission,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: named(policy),
      spec: { policyName: policy, validationActions: ['Deny'] },
    },
  ]
}

/** A literal of the Common Expression Language. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
