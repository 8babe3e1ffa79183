import { type Api, askedFor } from './api'
import { NoKeys, readKeys } from './discover'
import { listAt, textAt, valueAt } from './fields'
import { type At, groupOf, type Kind, kinds, pathOf } from './kinds'

/** What signs a cluster's service-account tokens. */
export interface TokenKeys {
  readonly issuer: string
  readonly keys: readonly Readonly<Record<string, unknown>>[]
}

/** The issuer and the keys that the API server itself publishes; what `jwks_uri` says is not followed, since it may be anywhere. Throws KubernetesRefusal or NoKeys. */
export async function tokenKeys(api: Api): Promise<TokenKeys> {
  const [document, jwks] = await Promise.all([
    raw(api, '/.well-known/openid-configuration'),
    raw(api, '/openid/v1/jwks'),
  ])
  const issuer = textAt(document, 'issuer')
  if (issuer === undefined) throw new NoKeys('The API server publishes no issuer at /.well-known/openid-configuration.')
  return { issuer, keys: readKeys({ keys: listAt(jwks, 'keys') }) }
}

/** `v1.35.4` */
export async function kubernetesVersion(api: Api): Promise<string> {
  return textAt(await raw(api, '/version'), 'gitVersion') ?? ''
}

function raw(api: Api, path: string): Promise<unknown> {
  return api.say('GET', path, { verb: 'get', resource: path })
}

/** A token of a service account by TokenRequest, bound to a pod when one is named. Throws KubernetesRefusal. */
export async function requestToken(
  api: Api,
  account: { readonly namespace: string; readonly name: string },
  said: {
    readonly audience: string
    /** Seconds; the API server may shorten it. */
    readonly life?: number
    readonly pod?: { readonly name: string; readonly uid: string }
  },
): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const answer = await api.say(
    'POST',
    pathOf(kinds.serviceAccounts, account, 'token'),
    askedFor('create', kinds.serviceAccounts, account, 'token'),
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {
        audiences: [said.audience],
        expirationSeconds: said.life,
        ...(said.pod === undefined ? {} : { boundObjectRef: { apiVersion: 'v1', kind: 'Pod', ...said.pod } }),
      },
    },
  )
  const token = textAt(answer, 'status', 'token')
  if (token === undefined) throw new Error('The API server answered a TokenRequest without a token.')
  return { token, expiresAt: textAt(answer, 'status', 'expirationTimestamp') ?? '' }
}

/** Whether whoever we are may do this, as RBAC sees it; nothing is done. */
export async function may(api: Api, verb: string, kind: Kind, at: At = {}, subresource?: string): Promise<boolean> {
  const answer = await api.say('POST', pathOf(kinds.accessReviews), askedFor('create', kinds.accessReviews, {}), {
    apiVersion: kinds.accessReviews.apiVersion,
    kind: kinds.accessReviews.kind,
    spec: { resourceAttributes: { verb, group: groupOf(kind), resource: kind.plural, subresource, ...at } },
  })
  return valueAt(answer, 'status', 'allowed') === true
}
