import type { Command } from 'commander'
import type { Client } from '../../client'
import { connection, inWords } from '../connection'
import { exit, Failure } from '../failure'
import { json, paint, say, table } from '../print'

interface Options {
  readonly data?: string
  readonly output: string
  readonly all?: boolean
}

interface WaitingKey {
  readonly thumbprint: string
  readonly kid: string
  readonly alg: string
  readonly seenAt: string
}

export function addApproveKeysTo(cluster: Command): void {
  cluster
    .command('approve-keys')
    .description(
      'Let signing keys count that a cluster with pinned keys has added. Without keys: show those that wait.',
    )
    .argument('<NAME>', 'its name')
    .argument('[THUMBPRINT...]', 'the keys (RFC 7638, SHA-256), as shown')
    .option('--all', 'all that wait now')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText(
      'after',
      '\nCompare first: kubectl get --raw /openid/v1/jwks, on a way to the cluster that you trust.\n\nExample:\n  podid cluster approve-keys blue\n  podid cluster approve-keys blue --all',
    )
    .action(approve)
}

async function approve(name: string, thumbprints: readonly string[], options: Options): Promise<void> {
  if (options.all && thumbprints.length > 0) throw new Failure('Name keys, or say --all; not both.', exit.usage)
  const { client, url } = await connection(options)
  try {
    const waiting = await waitingKeys(client, name)
    const chosen = options.all ? waiting.map((it) => it.thumbprint) : thumbprints
    if (chosen.length === 0) return show(name, waiting, options)
    const answer = await client.call('podid', 'ApproveClusterKeys', { clusterName: name, thumbprints: chosen })
    if (options.output === 'json') json(answer)
    else
      say(`${paint('green', '✓')} ${chosen.length} key${chosen.length === 1 ? '' : 's'} of ${name} count from now on.`)
  } catch (why) {
    throw inWords(why, url)
  }
}

function show(name: string, waiting: readonly WaitingKey[], options: Options): void {
  if (options.output === 'json') {
    json(waiting)
    return
  }
  if (waiting.length === 0) {
    say(`No key of ${name} waits.`)
    return
  }
  const rows = waiting.map((it) => [it.thumbprint, it.kid, it.alg, it.seenAt])
  say(table(['THUMBPRINT', 'KID', 'ALG', 'SEEN'], rows))
  say(
    `\nTokens that these keys sign are refused. When they are the cluster's: podid cluster approve-keys ${name} --all`,
  )
}

async function waitingKeys(client: Client, clusterName: string): Promise<readonly WaitingKey[]> {
  const { waitingKeys } = await client.call('podid', 'GetClusterKeys', { clusterName })
  if (!Array.isArray(waitingKeys)) return []
  return waitingKeys.map(({ thumbprint, jwk, seenAt }: Readonly<Record<string, unknown>>) => {
    const { kid, alg }: Readonly<Record<string, unknown>> = JSON.parse(String(jwk))
    return {
      thumbprint: String(thumbprint),
      kid: String(kid),
      alg: String(alg ?? ''),
      seenAt: seenAt instanceof Date ? seenAt.toISOString().slice(0, 19) : '',
    }
  })
}
