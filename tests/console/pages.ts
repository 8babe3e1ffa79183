import type { Seeded } from './seeded'

/** A page of the console, as it is looked at: for the screenshots, and for axe. */
export interface LookedAt {
  /** The picture's file name. */
  readonly name: string
  readonly path: string
  /** A text that is there when the page is whole. */
  readonly until: string
  /** Nobody is signed in. */
  readonly signedOut?: boolean
}

/** Every page of a seeded account. `{id}` is the id of an association. */
export const pages: readonly LookedAt[] = [
  { name: 'sign-in', path: '/', until: 'Secret access key', signedOut: true },
  { name: 'clusters', path: '/clusters', until: 'blue' },
  { name: 'register-cluster', path: '/clusters/+register', until: 'What it is' },
  { name: 'connect-cluster', path: '/clusters/green/connect', until: 'Waiting for the cluster' },
  { name: 'cluster', path: '/clusters/blue', until: 'podid-connector-6d9f7-x2x7k' },
  { name: 'cluster-add-ons', path: '/clusters/blue/add-ons', until: 'v1.3.10-eksbuild.1' },
  { name: 'get-add-ons', path: '/clusters/blue/add-ons/get', until: 'Volumes on Amazon EBS' },
  { name: 'new-add-on', path: '/clusters/blue/add-ons/get/aws-ebs-csi-driver', until: 'Role of' },
  { name: 'edit-add-on', path: '/clusters/blue/add-ons/eks-pod-identity-agent/edit', until: 'Max cache size' },
  { name: 'access', path: '/clusters/blue/access', until: 'orders-api' },
  { name: 'association-new', path: '/clusters/blue/associations/new', until: 'Whose pods' },
  { name: 'association', path: '/clusters/blue/associations/{id}', until: 'What it grants' },
  { name: 'association-edit', path: '/clusters/blue/associations/{id}/edit', until: 'Tag the sessions' },
  { name: 'roles', path: '/roles', until: 'orders-api' },
  { name: 'role', path: '/roles/orders-api', until: 'pods.eks.amazonaws.com' },
  { name: 'role-permissions', path: '/roles/orders-api/permissions', until: 'read-bucket' },
  { name: 'role-new', path: '/roles/new', until: 'Use case' },
  { name: 'role-test', path: '/roles/orders-api/test', until: 'Test' },
  { name: 'explain', path: '/explain', until: 'The road from a pod' },
  {
    name: 'explained',
    path: '/explain?cluster=blue&namespace=shop&serviceAccount=orders-api',
    until: 'The road is whole',
  },
  {
    name: 'explained-broken',
    path: '/explain?cluster=local&namespace=default&serviceAccount=stranger',
    until: 'The road ends at',
  },
  { name: 'activity', path: '/activity', until: 'Credentials given' },
  { name: 'activity-calls', path: '/activity?kind=all&last=1h', until: 'LookupEvents' },
  { name: 'nowhere', path: '/no/such/page', until: 'There is no such page' },
]

/** The page's address in this world. */
export async function addressOf({ path }: LookedAt, { any }: Pick<Seeded, 'any'>): Promise<string> {
  if (!path.includes('{id}')) return path
  const { associations } = await any.call('eks', 'ListPodIdentityAssociations', { clusterName: 'blue' })
  const [first] = Array.isArray(associations) ? associations : []
  return path.replace('{id}', String(new Map(Object.entries(first ?? {})).get('associationId')))
}
