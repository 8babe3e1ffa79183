import type { WebhookSettings } from '../settings'
import type { Identity } from './identity'
import { type Method, tokenPath } from './method'
import type { Container } from './pod'

export interface Variable {
  readonly name: string
  readonly value: string
}

export interface Mount {
  readonly name: string
  readonly readOnly: true
  readonly mountPath: string
}

/** What a container gets, in this order, after what it has. */
export interface Additions {
  readonly variables: readonly Variable[]
  readonly mounts: readonly Mount[]
  readonly warnings: readonly string[]
}

export const nothing: Additions = { variables: [], mounts: [], warnings: [] }

/** What one container gets of its identity: variables it has none of, and the mount of the token (agent-and-webhook.md B.6). */
export function identityAdditions(
  container: Container,
  windows: boolean,
  identity: Identity,
  method: Method,
  { region }: WebhookSettings,
): Additions {
  const [first, second] = method.variables
  const hasMethod = sets(container, first) || sets(container, second)
  const hasRegion = setsRegion(container)
  const hasSts = sets(container, 'AWS_STS_REGIONAL_ENDPOINTS')
  if (hasMethod && hasRegion && hasSts) return nothing
  const path = tokenPath(method, container, windows)
  return {
    variables: [
      ...(hasSts || !identity.regionalSts ? [] : [{ name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' }]),
      ...(hasRegion ? [] : regionVariables(region)),
      ...(hasMethod
        ? []
        : [
            { name: first, value: method.value },
            { name: second, value: path },
          ]),
    ],
    mounts: mountedUnless(container, method.volumeName, method.mountPath),
    warnings: oddities(container, method),
  }
}

export function sets({ env }: Container, variable: string): boolean {
  return env?.some(({ name }) => name === variable) ?? false
}

export function setsRegion(container: Container): boolean {
  return sets(container, 'AWS_REGION') || sets(container, 'AWS_DEFAULT_REGION')
}

export function regionVariables(region: string): readonly Variable[] {
  return region === '' ? [] : ['AWS_DEFAULT_REGION', 'AWS_REGION'].map((name) => ({ name, value: region }))
}

export function mountedUnless({ mounts }: Container, name: string, mountPath: string): readonly Mount[] {
  return mounts?.some((it) => it.name === name) ? [] : [{ name, readOnly: true, mountPath }]
}

/** What SDKs go by before they ask where we point them. */
const stronger = ['AWS_ACCESS_KEY_ID', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE']

function oddities(container: Container, { variables }: Method): readonly string[] {
  const { name } = container
  const [first, second] = variables
  if (sets(container, first) !== sets(container, second))
    return [`container ${name} sets one of ${first} and ${second} itself, so it gets neither from its identity`]
  if (sets(container, first)) return []
  const before = stronger.find((it) => !variables.includes(it) && sets(container, it))
  return before === undefined ? [] : [`container ${name} sets ${before}, which AWS SDKs use before its identity`]
}
