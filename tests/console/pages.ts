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
  { name: 'register', path: '/clusters/+register', until: 'Name' },
  { name: 'connect', path: '/clusters/green/connect', until: 'green' },
  { name: 'cluster', path: '/clusters/blue', until: 'Issuer' },
  { name: 'add-ons', path: '/clusters/blue/add-ons', until: 'eks-pod-identity-agent' },
  { name: 'add-ons-to-get', path: '/clusters/local/add-ons/get', until: 'eks-pod-identity-agent' },
  { name: 'add-on-new', path: '/clusters/local/add-ons/get/eks-pod-identity-agent', until: 'Version' },
  { name: 'add-on-edit', path: '/clusters/blue/add-ons/eks-pod-identity-agent/edit', until: 'Version' },
  { name: 'access', path: '/clusters/blue/access', until: 'orders-api' },
  { name: 'association-new', path: '/clusters/blue/associations/new', until: 'Service account' },
  { name: 'association', path: '/clusters/blue/associations/{id}', until: 'Explain' },
  { name: 'association-edit', path: '/clusters/blue/associations/{id}/edit', until: 'Role' },
  { name: 'roles', path: '/roles', until: 'orders-api' },
  { name: 'role', path: '/roles/orders-api', until: 'pods.eks.amazonaws.com' },
  { name: 'role-permissions', path: '/roles/orders-api/permissions', until: 'read-bucket' },
  { name: 'role-new', path: '/roles/new', until: 'EKS' },
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
