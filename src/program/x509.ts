// @peculiar/x509 finds its algorithms through tsyringe, which refuses to load without these functions of the Reflect Metadata proposal.
// No class of that package is decorated with anything that is read back, so a faithful memory of what was defined is enough.

const defined = new WeakMap<object, Map<unknown, unknown>>()

function own(target: object): Map<unknown, unknown> {
  let map = defined.get(target)
  if (map === undefined) {
    map = new Map()
    defined.set(target, map)
  }
  return map
}

function find(key: unknown, target: object | null): unknown {
  if (target === null) return undefined
  const value = defined.get(target)?.get(key)
  return value === undefined ? find(key, Object.getPrototypeOf(target)) : value
}

function remember(): void {
  if ('getMetadata' in Reflect) return
  Object.assign(Reflect, {
    defineMetadata: (key: unknown, value: unknown, target: object) => void own(target).set(key, value),
    getOwnMetadata: (key: unknown, target: object) => defined.get(target)?.get(key),
    getMetadata: find,
    hasMetadata: (key: unknown, target: object) => find(key, target) !== undefined,
  })
}

/** Loaded when a certificate is made and not before: it takes longer to load than everything else at start. */
export function loadX509(): Promise<typeof import('@peculiar/x509')> {
  remember()
  return import('@peculiar/x509')
}
