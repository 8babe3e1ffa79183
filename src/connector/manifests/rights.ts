import type { KubeObject } from '../../kubernetes'
import { named, names } from './names'

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly verbs: readonly string[]
}

const rbac = 'rbac.authorization.k8s.io/v1'

/** What the connector may do, in its own namespace and beyond. What each rule is for is reviewed in SECURITY.md. */
export function connectorRights(startupTaint: boolean): readonly KubeObject[] {
  const { connector, namespace } = names
  const subjects = [{ kind: 'ServiceAccount', name: connector, namespace }]
  const role = (kind: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: connector })
  return [
    { apiVersion: rbac, kind: 'Role', metadata: { ...named(connector), namespace }, rules: within },
    {
      apiVersion: rbac,
      kind: 'RoleBinding',
      metadata: { ...named(connector), namespace },
      roleRef: role('Role'),
      subjects,
    },
    { apiVersion: rbac, kind: 'ClusterRole', metadata: named(connector), rules: beyond(startupTaint) },
    {
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      metadata: named(connector),
      roleRef: role('ClusterRole'),
      subjects,
    },
  ]
}

const within: readonly Rule[] = [
  // The agent's DaemonSet, and how its rollout goes. Which image it may name is bounded by the guard.
  { apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'] },
  // The authority of its webhook, shared by its replicas.
  { apiGroups: [''], resources: ['secrets'], resourceNames: [names.authority], verbs: ['get', 'patch'] },
  // What it keeps over a restart.
  { apiGroups: [''], resources: ['configmaps'], resourceNames: [names.state], verbs: ['get', 'patch'] },
  // Which replica leads. To make one cannot be bounded by a name.
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    resourceNames: [names.lease],
    verbs: ['get', 'update'],
  },
]

function beyond(
  startupTaint: boolean,
): readonly (Rule | { readonly nonResourceURLs: readonly string[]; verbs: readonly string[] })[] {
  return [
    // What there is, for the report.
    { apiGroups: [''], resources: ['namespaces', 'serviceaccounts', 'pods', 'nodes'], verbs: ['list', 'watch'] },
    // The annotations of a service account that was made a moment before its pod.
    { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['get'] },
    ...(startupTaint ? [{ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'patch'] }] : []),
    // A pod that starts without its identity: told where its owner looks.
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create'] },
    // Its own webhook object, which the join manifest makes: to make one cannot be bounded by a name, and would be every pod of the cluster.
    {
      apiGroups: ['admissionregistration.k8s.io'],
      resources: ['mutatingwebhookconfigurations'],
      resourceNames: [names.connector],
      verbs: ['list', 'watch', 'patch'],
    },
    // The cluster's issuer, keys and version.
    {
      nonResourceURLs: ['/.well-known/openid-configuration', '/openid/v1/jwks', '/version'],
      verbs: ['get'],
    },
  ]
}
