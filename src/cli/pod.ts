import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environment } from './config'
import type { Connection } from './connection'
import { inWords } from './connection'
import { exit, Failure } from './failure'
import { readAgent, writePrivate } from './running'

/** A process with a pod's identity. */
export interface PodSpec {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly podName?: string
  /** Seconds a token lives; it is renewed at 80 % of it. */
  readonly tokenLife?: number
  /** Agent to ask; by default the one that `podid up` runs for the cluster. */
  readonly agentUrl?: string
}

export interface Pod {
  /** The whole environment of a program in this pod. */
  readonly env: Readonly<Record<string, string>>
  readonly name: string
  /** Takes the token away. */
  remove(): Promise<void>
}

const audience = 'pods.eks.amazonaws.com'
const dayOfSeconds = 86_400
const alphabet = 'bcdfghjklmnpqrstvwxz2456789'

/** Makes a pod's identity on this machine: a token file of its own, rotated, and the variables that SDKs look for. */
export async function makePod(spec: PodSpec, connection: Connection): Promise<Pod> {
  const name = spec.podName ?? `${spec.serviceAccount.slice(0, 50)}-${drawn(5)}`
  const ask = tokens(spec, name, connection)
  const first = await ask()
  const agent = await agentUrl(spec, connection)

  const folder = await mkdtemp(join(tmpdir(), 'podid-pod-'))
  const tokenFile = join(folder, 'eks-pod-identity-token')
  const empty = join(folder, 'empty')
  await writePrivate(tokenFile, first.token)
  await writeFile(empty, '', { mode: 0o600 })

  let timer: ReturnType<typeof setTimeout> | undefined
  const rotateIn = (life: number): void => {
    timer = setTimeout(() => void rotate(), life * 0.8)
  }
  const rotate = async (): Promise<void> => {
    try {
      const next = await ask()
      await writePrivate(tokenFile, next.token)
      rotateIn(next.life)
    } catch {
      rotateIn(20_000)
    }
  }
  rotateIn(first.life)

  return {
    name,
    env: {
      ...inherited(),
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${agent}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
      AWS_REGION: connection.region,
      AWS_DEFAULT_REGION: connection.region,
      ...(connection.authority === 'embedded' ? { AWS_ENDPOINT_URL: connection.url } : {}),
      AWS_CONFIG_FILE: empty,
      AWS_SHARED_CREDENTIALS_FILE: empty,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    async remove() {
      clearTimeout(timer)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Every AWS_* variable is left behind, so that no other identity leaks in. */
function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(environment()).filter(([name]) => !name.startsWith('AWS_')))
}

function tokens(
  spec: PodSpec,
  podName: string,
  { client, url }: Connection,
): () => Promise<{ token: string; life: number }> {
  let podUid: string | undefined
  return async () => {
    try {
      const answer = await client.call('podid', 'CreateServiceAccountToken', {
        clusterName: spec.cluster,
        namespace: spec.namespace,
        serviceAccount: spec.serviceAccount,
        audience,
        durationSeconds: spec.tokenLife ?? dayOfSeconds,
        podName,
        ...(podUid === undefined ? {} : { podUid }),
      })
      if (typeof answer.podUid === 'string') podUid = answer.podUid
      const expires = answer.expiration instanceof Date ? answer.expiration.getTime() : Number.NaN
      if (typeof answer.token !== 'string' || Number.isNaN(expires))
        throw new Failure('The server answered without a token.')
      return { token: answer.token, life: Math.max(1_000, expires - Date.now()) }
    } catch (why) {
      throw inWords(why, url)
    }
  }
}

async function agentUrl(spec: PodSpec, { data }: Connection): Promise<string> {
  if (spec.agentUrl !== undefined) return spec.agentUrl.replace(/\/(v1\/credentials)?$/, '')
  const agent = data === undefined ? undefined : await readAgent(data, spec.cluster)
  if (agent === undefined) {
    throw new Failure(
      data === undefined
        ? 'A server elsewhere has no agent on this machine: start one with `podid agent` and name it with --agent URL.'
        : `No agent has run for the cluster ${spec.cluster}: install it with 'aws eks create-addon --cluster-name ${spec.cluster} --addon-name eks-pod-identity-agent', or name one with --agent URL.`,
      exit.failed,
    )
  }
  if (!(await answers(agent.url))) {
    throw new Failure(
      `The agent of the cluster ${spec.cluster} does not answer at ${agent.url}: see why with 'aws eks describe-addon --cluster-name ${spec.cluster} --addon-name eks-pod-identity-agent --query addon.[status,health]'. Agents of built-in clusters run beside 'podid up' only.`,
      exit.noServer,
    )
  }
  return agent.url
}

/** Whether anything answers there, whatever it says. */
function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  )
}

function drawn(count: number): string {
  return [...crypto.getRandomValues(new Uint8Array(count))].map((byte) => alphabet[byte % alphabet.length]).join('')
}
