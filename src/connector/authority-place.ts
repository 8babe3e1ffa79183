import { type Api, kinds, refusedAs, textsAt } from '../kubernetes'
import { names } from './manifests/names'
import type { AuthorityPlace } from './webhook/certificate/place'

/** The Secret that the join manifest made, empty, for the authority of the webhook. One without data counts as not there. */
export function authorityInSecret(api: Pick<Api, 'get' | 'patch'>): AuthorityPlace {
  const at = { namespace: names.namespace, name: names.authority }
  return {
    async read() {
      const secret = await api.get(kinds.secrets, at)
      const data = Object.entries(textsAt(secret, 'data'))
      if (secret === undefined || data.length === 0) return undefined
      return {
        version: secret.metadata.resourceVersion ?? '',
        data: Object.fromEntries(data.map(([name, text]) => [name, Buffer.from(text, 'base64').toString('utf8')])),
      }
    },
    async replace(former, data) {
      const version = former?.version ?? (await api.get(kinds.secrets, at))?.metadata.resourceVersion
      if (version === undefined)
        throw new Error(`The Secret ${at.namespace}/${at.name} of the join manifest is not there.`)
      if (former === undefined && (await this.read()) !== undefined) return false
      const encoded = Object.entries(data).map(([name, text]) => [name, Buffer.from(text).toString('base64')])
      try {
        // Whole, and only if it still is what was read: `test` of a JSON patch is judged by the API server.
        await api.patch(
          kinds.secrets,
          at,
          [
            { op: 'test', path: '/metadata/resourceVersion', value: version },
            { op: 'add', path: '/data', value: Object.fromEntries(encoded) },
          ],
          'json',
        )
        return true
      } catch (why) {
        if (refusedAs(why, 'invalid', 'conflict')) return false
        throw why
      }
    },
  }
}
