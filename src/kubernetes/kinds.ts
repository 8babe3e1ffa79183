/** A kind of object, as a path of the API is made from it. */
export interface Kind {
  /** `v1`, `apps/v1` */
  readonly apiVersion: string
  readonly kind: string
  /** `daemonsets` */
  readonly plural: string
  readonly namespaced: boolean
}

const kind = (apiVersion: string, kind: string, plural: string, namespaced = true): Kind => ({
  apiVersion,
  kind,
  plural,
  namespaced,
})
const rbac = 'rbac.authorization.k8s.io/v1'

/** Every kind that we read or write. */
export const kinds = {
  namespaces: kind('v1', 'Namespace', 'namespaces', false),
  nodes: kind('v1', 'Node', 'nodes', false),
  pods: kind('v1', 'Pod', 'pods'),
  services: kind('v1', 'Service', 'services'),
  serviceAccounts: kind('v1', 'ServiceAccount', 'serviceaccounts'),
  configMaps: kind('v1', 'ConfigMap', 'configmaps'),
  secrets: kind('v1', 'Secret', 'secrets'),
  events: kind('events.k8s.io/v1', 'Event', 'events'),
  deployments: kind('apps/v1', 'Deployment', 'deployments'),
  replicaSets: kind('apps/v1', 'ReplicaSet', 'replicasets'),
  daemonSets: kind('apps/v1', 'DaemonSet', 'daemonsets'),
  controllerRevisions: kind('apps/v1', 'ControllerRevision', 'controllerrevisions'),
  leases: kind('coordination.k8s.io/v1', 'Lease', 'leases'),
  podDisruptionBudgets: kind('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  networkPolicies: kind('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies'),
  roles: kind(rbac, 'Role', 'roles'),
  roleBindings: kind(rbac, 'RoleBinding', 'rolebindings'),
  clusterRoles: kind(rbac, 'ClusterRole', 'clusterroles', false),
  clusterRoleBindings: kind(rbac, 'ClusterRoleBinding', 'clusterrolebindings', false),
  mutatingWebhooks: kind(
    'admissionregistration.k8s.io/v1',
    'MutatingWebhookConfiguration',
    'mutatingwebhookconfigurations',
    false,
  ),
  admissionPolicies: kind(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicy',
    'validatingadmissionpolicies',
    false,
  ),
  admissionPolicyBindings: kind(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicyBinding',
    'validatingadmissionpolicybindings',
    false,
  ),
  accessReviews: kind('authorization.k8s.io/v1', 'SelfSubjectAccessReview', 'selfsubjectaccessreviews', false),
} as const satisfies Readonly<Record<string, Kind>>

const known = new Map<string, Kind>(Object.values(kinds).map((it) => [`${it.apiVersion} ${it.kind}`, it]))

/** Throws when it is a kind that we neither read nor write. */
export function kindOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): Kind {
  const found = known.get(`${apiVersion} ${kind}`)
  if (found === undefined) throw new Error(`${kind} of ${apiVersion} is not among the kinds in kubernetes/kinds.ts.`)
  return found
}

/** `apps` of `apps/v1`, '' of `v1`. */
export function groupOf({ apiVersion }: Kind): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
}

/** Where one object is; without `namespace` for kinds that have none, or for all namespaces. */
export interface At {
  readonly namespace?: string
  readonly name?: string
}

/** `/apis/apps/v1/namespaces/podid-system/daemonsets/agent` */
export function pathOf(kind: Kind, { namespace, name }: At = {}, subresource?: string): string {
  const parts = [kind.apiVersion === 'v1' ? '/api/v1' : `/apis/${kind.apiVersion}`]
  if (kind.namespaced && namespace !== undefined) parts.push('namespaces', encodeURIComponent(namespace))
  parts.push(kind.plural)
  if (name !== undefined) parts.push(encodeURIComponent(name))
  if (subresource !== undefined) parts.push(subresource)
  return parts.join('/')
}
