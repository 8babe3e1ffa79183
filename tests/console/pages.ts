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
]

/** The page's address in this world. */
export async function addressOf({ path }: LookedAt, { any }: Pick<Seeded, 'any'>): Promise<string> {
  if (!path.includes('{id}')) return path
  const { associations } = await any.call('eks', 'ListPodIdentityAssociations', { clusterName: 'blue' })
  const [first] = Array.isArray(associations) ? associations : []
  return path.replace('{id}', String(new Map(Object.entries(first ?? {})).get('associationId')))
}
