import type { WebhookSettings } from '../settings'
import { type Additions, mountedUnless, nothing, regionVariables, sets, setsRegion } from './container'
import { asSeenIn } from './method'
import { type Add, add, token } from './patch'
import type { Container, Pod } from './pod'

const annotation = 'podid.dev/endpoint-ca'
const volumeName = 'podid-endpoint-ca'
const mountPath = '/var/run/secrets/podid.dev/endpoint'
const file = 'ca.crt'

type Endpoint = NonNullable<WebhookSettings['injectEndpoint']>

export function namesEndpoint(container: Container): boolean {
  return sets(container, 'AWS_ENDPOINT_URL')
}

/** What a container needs to find the embedded services. One that names an endpoint itself is left alone. */
export function endpointAdditions(
  container: Container,
  windows: boolean,
  endpoint: Endpoint,
  region: string,
): Additions {
  if (namesEndpoint(container)) return nothing
  const trusts = endpoint.ca !== ''
  // The last is for Node.js, whose SDK does not read the other.
  const bundles = trusts ? ['AWS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'].filter((it) => !sets(container, it)) : []
  return {
    variables: [
      { name: 'AWS_ENDPOINT_URL', value: endpoint.url },
      ...(region !== '' || setsRegion(container) ? [] : regionVariables(endpoint.region)),
      ...bundles.map((name) => ({ name, value: asSeenIn(windows, `${mountPath}/${file}`) })),
    ],
    mounts: trusts ? mountedUnless(container, volumeName, mountPath) : [],
    warnings: [],
  }
}

/**
 * The pod's namespace has no ConfigMap of ours to mount, so the authority travels in an annotation of the pod and reaches its file by the
 * downward API.
 */
export function endpointAnnotation({ annotations }: Pod, { ca }: Endpoint): readonly Add[] {
  if (ca === '' || annotations?.[annotation] === ca) return []
  return annotations === undefined
    ? [add('/metadata/annotations', { [annotation]: ca })]
    : [add(`/metadata/annotations/${token(annotation)}`, ca)]
}

export function endpointVolumes({ volumes }: Pod, { ca }: Endpoint): readonly unknown[] {
  if (ca === '' || volumes?.some(({ name }) => name === volumeName)) return []
  const fieldRef = { fieldPath: `metadata.annotations['${annotation}']` }
  return [{ name: volumeName, downwardAPI: { items: [{ path: file, fieldRef }] } }]
}
