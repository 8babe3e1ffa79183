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
]

/** The page's address in this world. */
export async function addressOf({ path }: LookedAt, { any }: Pick<Seeded, 'any'>): Promise<string> {
  if (!path.includes('{id}')) return path
  const { associations } = await any.call('eks', 'ListPodIdentityAssociations', { clusterName: 'blue' })
  const [first] = Array.isArray(associations) ? associations : []
  return path.replace('{id}', String(new Map(Object.entries(first ?? {})).get('associationId')))
}
