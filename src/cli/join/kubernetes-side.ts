import { names } from '../../connector'
import { kinds, kubernetesVersion, listAt, NoKeys, refusedAs, textAt, tokenKeys, valueAt } from '../../kubernetes'
import { broken, type Check, ok, plural, waiting } from './check'
import { clusterIsKnown, isActive } from './control-plane'

export const kubernetesAnswers: Check = {
  name: 'Kubernetes',
  needs: [],
  async examine({ api }) {
    try {
      return ok(`${await kubernetesVersion(api)} at ${api.access.server} (${api.access.name})`)
    } catch (why) {
      if (refusedAs(why, 'unreachable'))
        return broken(why.message, 'Check the kubeconfig and its context, and that the cluster runs.')
      if (refusedAs(why, 'unauthorized', 'forbidden'))
        return broken(why.message, 'Sign in again, or use another context.')
      throw why
    }
  },
}

export const isInstalled: Check = {
  name: 'installed',
  needs: [kubernetesAnswers.name],
  async examine({ api, cluster }) {
    const it = await api.get(kinds.deployments, { namespace: names.namespace, name: names.connector })
    if (it === undefined)
      return broken(`there is no connector in ${names.namespace}`, `Join the cluster: podid cluster join ${cluster}`)
    const as = joinedAs(it)
    if (as !== cluster)
      return broken(
        `this Kubernetes has joined as ${as}, not as ${cluster}`,
        'Name the other, or choose another --context.',
      )
    return ok(`${textAt(it, 'spec', 'template', 'spec', 'containers', 0, 'image')} in ${names.namespace}`)
  },
}

/** The name that a connector's Deployment was joined under. */
export function joinedAs(deployment: unknown): string | undefined {
  const args = listAt(deployment, 'spec', 'template', 'spec', 'containers', 0, 'args')
  const name = args[args.indexOf('--cluster-name') + 1]
  return typeof name === 'string' ? name : undefined
}

export const keysAreKnown: Check = {
  name: 'token keys',
  needs: [kubernetesAnswers.name, clusterIsKnown.name, isActive.name],
  async examine({ api, client, cluster }) {
    const remedy = `If it was not you who changed them, find out who did. Then: podid cluster join ${cluster}`
    try {
      const [here, there] = await Promise.all([
        tokenKeys(api),
        client.call('podid', 'GetClusterKeys', { clusterName: cluster }),
      ])
      if (textAt(there, 'issuer') !== here.issuer)
        return broken(`the cluster's issuer is ${here.issuer}; the server knows ${textAt(there, 'issuer')}`, remedy)
      const known = listAt(there, 'keys').map((it) => material(JSON.parse(textAt(it, 'jwk') ?? '{}')))
      const unknown = here.keys.filter((key) => !known.includes(material(key))).map(({ kid }) => String(kid))
      if (unknown.length > 0)
        return broken(
          `the server does not know ${plural(unknown.length, 'key')} that sign tokens here: ${unknown.join(', ')}`,
          remedy,
        )
      return ok(`${plural(here.keys.length, 'key')} of ${here.issuer}`)
    } catch (why) {
      if (why instanceof NoKeys) return broken(why.message, 'Let the API server publish its keys at /openid/v1/jwks.')
      throw why
    }
  },
}

/** What makes a key that key (RFC 7638), whatever it calls itself. */
function material(key: unknown): string {
  return JSON.stringify(['kty', 'crv', 'n', 'e', 'x', 'y'].map((name) => textAt(key, name)))
}

export const webhookStands: Check = {
  name: 'webhook',
  needs: [isInstalled.name],
  async examine({ api, cluster }) {
    const it = await api.get(kinds.mutatingWebhooks, { name: names.connector })
    if (it === undefined)
      return broken(
        'its MutatingWebhookConfiguration is gone: pods start without identities',
        `podid cluster join ${cluster}`,
      )
    const bundles = listAt(it, 'webhooks').map((webhook) => textAt(webhook, 'clientConfig', 'caBundle') ?? '')
    if (bundles.length === 0 || bundles.includes('')) return waiting('the connector has not said its authority yet')
    const ignored = listAt(it, 'webhooks').every((webhook) => valueAt(webhook, 'failurePolicy') === 'Ignore')
    return ok(
      ignored ? 'pods start without identities while nobody answers (Ignore)' : 'pods wait while nobody answers (Fail)',
    )
  },
}
