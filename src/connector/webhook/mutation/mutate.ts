import type { WebhookSettings } from '../settings'
import { jittered, ownWords } from './annotations'
import { type Additions, identityAdditions, nothing } from './container'
import { endpointAdditions, endpointAnnotation, endpointVolumes, namesEndpoint } from './endpoint'
import type { Identity } from './identity'
import { type Method, methodOf } from './method'
import { type Add, add, append, token } from './patch'
import type { Container, Pod } from './pod'
import { tokenVolume, volumeOddities } from './volume'

export interface Mutation {
  readonly patches: readonly Add[]
  /** What a person could wonder about; each completes "the pod: …". */
  readonly warnings: readonly string[]
}

const label = 'eks.amazonaws.com/pod-identity'

/** What the pod needs to have this identity, as additions to the raw object: nothing else of it is touched (agent-and-webhook.md B.7). */
export function mutate(pod: Pod, identity: Identity, settings: WebhookSettings, chance: () => number): Mutation {
  const method = methodOf(identity, settings)
  const words = ownWords(pod, settings)
  const expiration = jittered(words.expiration ?? identity.tokenExpiration, identity, chance)
  const volume = { name: method.volumeName, audience: identity.audience, expiration, file: method.tokenFile }
  const containers = pod.containers
    .filter(({ name }) => !words.skips.has(name))
    .map((it) => ({ container: it, additions: additionsTo(it, pod, identity, method, settings) }))
  const hasVolume = pod.volumes?.some(({ name }) => name === method.volumeName) ?? false
  const endpoint = containers.some(({ container }) => !namesEndpoint(container)) ? settings.injectEndpoint : undefined
  return {
    patches: [
      ...(identity.method === 'pod-identity' ? labelled(pod) : []),
      ...(endpoint === undefined ? [] : endpointAnnotation(pod, endpoint)),
      ...volumePatches(
        pod,
        hasVolume ? [] : [tokenVolume(volume)],
        endpoint === undefined ? [] : endpointVolumes(pod, endpoint),
      ),
      ...containers.flatMap(({ container, additions }) => inContainer(container, additions)),
    ],
    warnings: [
      ...identity.warnings,
      ...words.warnings,
      ...volumeOddities(pod, volume),
      ...containers.flatMap(({ additions }) => additions.warnings),
    ],
  }
}

function additionsTo(
  container: Container,
  { windows }: Pod,
  identity: Identity,
  method: Method,
  settings: WebhookSettings,
): Additions {
  const { injectEndpoint: endpoint, region } = settings
  const its = identityAdditions(container, windows, identity, method, settings)
  const more = endpoint === undefined ? nothing : endpointAdditions(container, windows, endpoint, region)
  return {
    variables: [...its.variables, ...more.variables],
    mounts: [...its.mounts, ...more.mounts],
    warnings: its.warnings,
  }
}

function inContainer({ path, env, mounts }: Container, additions: Additions): readonly Add[] {
  return [
    ...append(`${path}/env`, env, additions.variables),
    ...append(`${path}/volumeMounts`, mounts, additions.mounts),
  ]
}

function labelled({ labels }: Pod): readonly Add[] {
  if (labels === undefined) return [add('/metadata/labels', { [label]: 'enabled' })]
  return labels[label] === 'enabled' ? [] : [add(`/metadata/labels/${token(label)}`, 'enabled')]
}

/** The token's volume comes first, as the official webhook has it; others after what is there. */
function volumePatches({ volumes }: Pod, first: readonly unknown[], last: readonly unknown[]): readonly Add[] {
  if (volumes === undefined) return append('/spec/volumes', undefined, [...first, ...last])
  return [...first.map((it) => add('/spec/volumes/0', it)), ...append('/spec/volumes', volumes, last)]
}
