import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, client as clientOf } from '../client'
import { type Api, kubernetesVersion, pause, tokenKeys } from '../kubernetes'
import { type Membership, readState, type StatePlace } from './state'
import { words } from './watch-cluster'
import { webIdentity } from './web-identity'

export interface MemberSettings {
  readonly clusterName: string
  readonly endpoint: string
  readonly region: string
  /** Folder with `id` and `code`. */
  readonly activation: string
  /** The connector's own token for sts.amazonaws.com. */
  readonly tokenFile: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

/** This cluster, as a member of the control plane. */
export interface Member {
  membership(): Membership | undefined
  /** Signs in as the connector; undefined while the cluster is not activated. */
  client(): Client | undefined
  /** Resolves once the cluster is activated, or at the end. */
  readonly activated: Promise<void>
  /** Why it is not, in words a person can act on. */
  trouble(): string | undefined
}

const every = 10_000

/**
 * Activates the cluster with the code of the join manifest, unless that very activation is known already: by this replica's past, or by
 * another replica. Until it succeeds it is tried again, with whatever the mounted files and the state say by then.
 */
export function becomeMember(
  settings: MemberSettings,
  given: {
    readonly api: Api
    readonly state: StatePlace
    readonly known: Membership | undefined
    readonly signal: AbortSignal
    readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
  },
): Member {
  const { signal } = given
  let membership: Membership | undefined
  let client: Client | undefined
  let trouble: string | undefined = 'The cluster is not activated yet.'

  const join = (it: Membership): void => {
    membership = it
    trouble = undefined
    client = signedIn(settings, it)
  }

  const tried = async (known: Membership | undefined): Promise<void> => {
    const activation = await readActivation(settings.activation)
    if (
      known?.clusterName === settings.clusterName &&
      (activation === undefined || known.activationId === activation.id)
    )
      return join(known)
    if (activation === undefined)
      throw new Error(
        `There is no activation code in ${settings.activation}: run "podid cluster join ${settings.clusterName}".`,
      )
    const it = await activate(settings, activation, given.api)
    await given.state.keepMembership(it)
    join(it)
  }

  const trying = async (): Promise<void> => {
    let known = given.known
    while (!signal.aborted && membership === undefined) {
      try {
        await tried(known)
      } catch (why) {
        trouble = words(why)
        given.log('the cluster could not be activated; trying again', { why: trouble })
        await pause(every, signal)
        known = (await readState(given.state, () => {})).membership
      }
    }
  }

  return { membership: () => membership, client: () => client, activated: trying(), trouble: () => trouble }
}

function signedIn({ endpoint, region, tokenFile, fetch }: MemberSettings, { connectorRoleArn }: Membership): Client {
  const credentials = webIdentity({
    ...{ endpoint, region, tokenFile, fetch },
    roleArn: connectorRoleArn,
    sessionName: 'podid-connector',
    now: () => Date.now(),
  })
  return clientOf({ endpoint, region, credentials, fetch })
}

interface Activation {
  readonly id: string
  readonly code: string
}

async function readActivation(folder: string): Promise<Activation | undefined> {
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => '')
  const [id, code] = await Promise.all([read('id'), read('code')])
  return id.trim() === '' || code.trim() === '' ? undefined : { id: id.trim(), code: code.trim() }
}

/** Presents the code with what the API server says of itself. */
async function activate(settings: MemberSettings, { id, code }: Activation, api: Api): Promise<Membership> {
  const [{ issuer, keys }, version] = await Promise.all([tokenKeys(api), kubernetesVersion(api)])
  const { endpoint, region, fetch, clusterName } = settings
  const answer = await clientOf({ endpoint, region, credentials: undefined, fetch }).call(
    'podid',
    'ActivateCluster',
    { activationId: id, activationCode: code, issuer, keys: keys.map((it) => ({ jwk: JSON.stringify(it) })), version },
    { signal: AbortSignal.timeout(15_000) },
  )
  const { connectorRoleArn, agentRoleArn } = answer
  if (typeof connectorRoleArn !== 'string' || typeof agentRoleArn !== 'string')
    throw new Error('The control plane answered the activation without the roles of connector and agent.')
  if (answer.clusterName !== clusterName)
    throw new Error(`The activation code is of the cluster ${String(answer.clusterName)}, not of ${clusterName}.`)
  return { clusterName, activationId: id, connectorRoleArn, agentRoleArn }
}
