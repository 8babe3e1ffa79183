import { type Client, type Credentials, client } from '../client'
import type { Clock } from './clock'
import type { AgentConfig } from './config'
import { dial, dialTime, placeOf } from './dial'
import { fromEksAuth, type Met } from './eks-auth'
import { ownCredentials } from './own-credentials'
import type { Attempt } from './question'
import { trusting } from './trust'
import { upstreamAddress } from './upstream-address'

export interface Upstream {
  readonly url: string
  readonly client: Client
  readonly attempt: Attempt
  /** Whether anything answers there, whatever it says; throws when nothing does. */
  knock(): Promise<void>
}

/** EKS Auth, ours or Amazon's, as the settings and the AWS SDKs' variables say. */
export function upstream(
  config: AgentConfig,
  clock: Clock,
  met: Met,
  /** In place of what the AWS SDK's default chain finds. */
  given?: () => Promise<Credentials>,
): Upstream {
  const { environment } = config
  const url = upstreamAddress({ endpoint: config.endpoint, region: config.region, environment })
  const send = trusting(environment.AWS_CA_BUNDLE || environment.SSL_CERT_FILE)
  const proxied = isProxied(url, environment)
  const own = given === undefined ? ownCredentials(clock, send) : { get: given, doubt: () => {} }
  const asked = client({ endpoint: url, region: config.region, credentials: own.get, fetch: send })
  return {
    url,
    client: asked,
    attempt: fromEksAuth({
      ...{ client: asked, clusterName: config.clusterName, endpoint: url, clock, proxied, met },
      doubt: own.doubt,
    }),
    async knock() {
      const { host, port } = placeOf(url)
      if (!proxied) await dial(host, port, dialTime)
      const response = await send(`${url}/`, { redirect: 'manual', signal: AbortSignal.timeout(1_000) })
      await response.body?.cancel()
    },
  }
}

/** As Bun's `fetch` and curl read these variables: lower case wins, NO_PROXY names hosts and their subdomains. */
function isProxied(url: string, environment: Readonly<Record<string, string | undefined>>): boolean {
  const { protocol, hostname } = new URL(url)
  const said = (name: string): string => environment[name.toLowerCase()] || environment[name] || ''
  if (said(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') === '') return false
  const spared = said('NO_PROXY')
    .split(',')
    .map((it) => it.trim().replace(/^\*?\./, ''))
  return !spared.some((it) => it === '*' || (it !== '' && (hostname === it || hostname.endsWith(`.${it}`))))
}
