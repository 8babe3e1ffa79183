import type { Api } from './api'
import { askedFor } from './api'
import { kinds, pathOf } from './kinds'
import { answerTo } from './request'

/** A pod by name. */
export interface PodAt {
  readonly namespace: string
  readonly name: string
}

/** The last lines that a pod printed; '' when it has printed none, or they are not to be had. `previous`: of the run that ended before. */
export async function podLog(
  api: Api,
  at: PodAt,
  said: { readonly lines: number; readonly previous?: boolean },
): Promise<string> {
  const { status, text } = await answerTo(api.access, {
    method: 'GET',
    path: pathOf(kinds.pods, at, 'log'),
    query: { tailLines: said.lines, previous: said.previous },
    accept: '*/*',
    asked: askedFor('get', kinds.pods, at, 'log'),
  })
  return status === 200 ? text : ''
}

/** What a pod answers on one of its ports over TLS, asked through the API server. Throws KubernetesRefusal when that cannot be reached. */
export function podAnswer(
  api: Api,
  { namespace, name, port }: PodAt & { readonly port: number },
  path: string,
): Promise<{ readonly status: number; readonly text: string }> {
  return answerTo(api.access, {
    method: 'GET',
    path: `${pathOf(kinds.pods, { namespace, name: `https:${name}:${port}` }, 'proxy')}${path}`,
    accept: '*/*',
    asked: askedFor('get', kinds.pods, { namespace, name }, 'proxy'),
    patience: 5_000,
  })
}
