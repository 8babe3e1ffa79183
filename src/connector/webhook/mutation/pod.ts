type Raw = Readonly<Record<string, unknown>>

/** Something of a list that Kubernetes tells apart by name, as it came. */
export type Named = Raw & { readonly name: string }

export interface Container {
  readonly name: string
  /** JSON pointer. */
  readonly path: string
  /** Undefined when it has no list (or null). */
  readonly env: readonly Named[] | undefined
  readonly mounts: readonly Named[] | undefined
}

/** The parts of a pod that the webhook reads; the rest stays as it came. */
export interface Pod {
  readonly serviceAccount: string
  readonly labels: Raw | undefined
  readonly annotations: Raw | undefined
  readonly volumes: readonly Named[] | undefined
  /** Containers, then init containers: ephemeral ones cannot be there at a pod's birth. */
  readonly containers: readonly Container[]
  readonly windows: boolean
}

/** What is not of a pod's shape, told by its path. */
export class NotAPod extends Error {
  override readonly name = 'NotAPod'
}

/** Reads it as Kubernetes writes it. Throws NotAPod, which never quotes a value: a pod may hold secrets. */
export function readPod(object: unknown): Pod {
  const pod = record(object, 'object')
  const metadata = record(pod.metadata, 'metadata')
  const spec = record(pod.spec, 'spec')
  return {
    serviceAccount: typeof spec.serviceAccountName === 'string' ? spec.serviceAccountName : '',
    labels: maybe(metadata.labels, 'metadata.labels'),
    annotations: maybe(metadata.annotations, 'metadata.annotations'),
    volumes: named(spec.volumes, 'spec', 'volumes'),
    containers: [...containersOf(spec, 'containers'), ...containersOf(spec, 'initContainers')],
    windows: isWindows(spec),
  }
}

function containersOf(spec: Raw, list: string): readonly Container[] {
  return (named(spec[list], 'spec', list) ?? []).map(({ name, env, volumeMounts }, at) => ({
    name,
    path: `/spec/${list}/${at}`,
    env: named(env, list, 'env'),
    mounts: named(volumeMounts, list, 'volumeMounts'),
  }))
}

/** By what Kubernetes itself goes: the pod's own word, its node selector, or a node affinity that leaves nothing else. */
function isWindows(spec: Raw): boolean {
  const selector = isRecord(spec.nodeSelector) ? spec.nodeSelector : {}
  if (osLabels.some((label) => selector[label] === 'windows')) return true
  if (isRecord(spec.os) && spec.os.name === 'windows') return true
  const terms = at(
    at(at(spec.affinity, 'nodeAffinity'), 'requiredDuringSchedulingIgnoredDuringExecution'),
    'nodeSelectorTerms',
  )
  return Array.isArray(terms) && terms.length > 0 && terms.every(wantsWindows)
}

const osLabels = ['kubernetes.io/os', 'beta.kubernetes.io/os']

function wantsWindows(term: unknown): boolean {
  const expressions = at(term, 'matchExpressions')
  return (
    Array.isArray(expressions) &&
    expressions.some((it) => {
      const values = at(it, 'values')
      return (
        osLabels.includes(String(at(it, 'key'))) &&
        at(it, 'operator') === 'In' &&
        Array.isArray(values) &&
        values.length > 0 &&
        values.every((value) => value === 'windows')
      )
    })
  )
}

function at(value: unknown, member: string): unknown {
  return isRecord(value) ? value[member] : undefined
}

function named(value: unknown, of: string, list: string): readonly Named[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) throw new NotAPod(`${of}.${list} is not a list`)
  if (!value.every(isNamed)) throw new NotAPod(`something in ${of}.${list} has no name`)
  return value
}

function isNamed(value: unknown): value is Named {
  return isRecord(value) && typeof value.name === 'string'
}

function maybe(value: unknown, path: string): Raw | undefined {
  return value === undefined || value === null ? undefined : record(value, path)
}

function record(value: unknown, path: string): Raw {
  if (!isRecord(value)) throw new NotAPod(`${path} is not an object`)
  return value
}

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
