import type { Api } from '../../kubernetes'
import { clusterAccess, KubernetesRefusal, kubernetesApi, NoAccess } from '../../kubernetes'
import type { Connection } from '../connection'
import { exit, Failure } from '../failure'
import type { Ground } from './check'

/** Which Kubernetes is meant. */
export interface Meant {
  readonly kubeconfig?: string
  readonly context?: string
}

/** The API server of the kubeconfig. Throws Failure. */
export async function kubernetesOf(meant: Meant): Promise<Api> {
  try {
    return kubernetesApi(await clusterAccess(meant))
  } catch (why) {
    if (why instanceof NoAccess) throw new Failure(why.message, exit.usage)
    throw why
  }
}

export function ground(cluster: string, api: Api, { client, url, fetch }: Connection): Ground {
  return {
    cluster,
    api,
    client,
    url,
    now: () => Date.now(),
    async serverTime() {
      // Whatever it answers, it says its time with it.
      const answer = await fetch(`${url}/`, { signal: AbortSignal.timeout(5_000), redirect: 'manual' }).catch(
        () => undefined,
      )
      const time = Date.parse(answer?.headers.get('date') ?? '')
      return Number.isNaN(time) ? undefined : time
    },
  }
}

/** What a refusal of the API server means to a person. */
export function kubernetesInWords(why: unknown): unknown {
  if (!(why instanceof KubernetesRefusal)) return why
  const { permission } = why
  if (permission === undefined) return new Failure(why.message)
  return new Failure(
    `You may not ${permission}: sign in as someone who may (a cluster-admin can), or give the YAML of --print to one. ${why.message}`,
    exit.noPermission,
  )
}
