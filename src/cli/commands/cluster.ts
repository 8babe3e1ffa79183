import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { discoverKeys, NoKeys, readKeys } from '../../kubernetes'
import { type Connection, connection, inWords } from '../connection'
import { exit, Failure } from '../failure'
import { json, paint, say, table } from '../print'
import { addApproveKeysTo } from './cluster-approve-keys'
import { addJoinTo } from './cluster-join'
import { addLeaveTo } from './cluster-leave'

interface Common {
  readonly data?: string
  readonly output: string
}

export function addTo(program: Command): void {
  const cluster = program.command('cluster').description('The clusters podid knows.')
  addJoinTo(cluster)
  addLeaveTo(cluster)
  addApproveKeysTo(cluster)
  cluster
    .command('register')
    .description('Register a cluster whose token keys are given, or found by OIDC discovery. It is ACTIVE at once.')
    .argument('<NAME>', 'its name here')
    .requiredOption('--issuer <URL>', "the issuer of the cluster's service-account tokens")
    .option('--jwks <FILE>', 'its keys, as /openid/v1/jwks of its API server gives them (default: OIDC discovery)')
    .option('--provider <KIND>', 'what it is: EKS_ANYWHERE, OPENSHIFT, RANCHER, EC2, OTHER …', 'OTHER')
    .option('--pin-keys', 'keys that its connector adds later wait for "podid cluster approve-keys"')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText(
      'after',
      '\nExample:\n  kubectl get --raw /openid/v1/jwks > jwks.json\n  podid cluster register blue --issuer https://kubernetes.default.svc.cluster.local --jwks jwks.json',
    )
    .action(register)
  cluster
    .command('rotate-keys')
    .description(
      'Give a cluster made here another key to sign its tokens with. Tokens signed before are good until they expire.',
    )
    .argument('<NAME>', 'its name')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  podid cluster rotate-keys local')
    .action(rotateKeys)
  cluster
    .command('list')
    .description('List the clusters.')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  podid cluster list -o json')
    .action(list)
}

async function register(
  name: string,
  options: Common & {
    readonly issuer: string
    readonly jwks?: string
    readonly provider: string
    readonly pinKeys?: boolean
  },
): Promise<void> {
  const keys = await keysOf(options)
  const { client, url } = await connection(options)
  try {
    const registered = await client.call('eks', 'RegisterCluster', {
      name,
      connectorConfig: { roleArn: 'arn:aws:iam::000000000000:role/not-used', provider: options.provider },
      ...(options.pinKeys ? { tags: { 'podid:pin-keys': 'true' } } : {}),
    })
    const { activationId, activationCode } = record(record(registered.cluster).connectorConfig)
    const { activationCode: givenCode } = record(registered)
    try {
      const active = await client.call('podid', 'ActivateCluster', {
        activationId,
        activationCode: activationCode ?? givenCode,
        issuer: options.issuer,
        keys: keys.map((key) => ({ jwk: JSON.stringify(key) })),
      })
      if (options.output === 'json') json(active)
      else
        say(
          `${paint('green', '✓')} The cluster ${name} is ${String(active.status)}: ${keys.length} key${keys.length === 1 ? '' : 's'} of ${options.issuer}.`,
        )
    } catch (why) {
      await client.call('eks', 'DeregisterCluster', { name })
      throw why
    }
  } catch (why) {
    throw inWords(why, url)
  }
}

async function keysOf({
  issuer,
  jwks,
}: {
  readonly issuer: string
  readonly jwks?: string
}): Promise<readonly Readonly<Record<string, unknown>>[]> {
  try {
    if (jwks === undefined) return await discoverKeys(issuer)
    return readKeys(record(JSON.parse(await readFile(jwks, 'utf8'))))
  } catch (why) {
    if (why instanceof NoKeys)
      throw new Failure(
        `${why.message} Give the keys with --jwks FILE (kubectl get --raw /openid/v1/jwks).`,
        exit.failed,
      )
    throw new Failure(
      `The keys in ${jwks} cannot be read: ${why instanceof Error ? why.message : 'unknown failure'}.`,
      exit.usage,
    )
  }
}

async function rotateKeys(name: string, options: Common): Promise<void> {
  const { client, url } = await connection(options)
  try {
    const answer = await client.call('podid', 'RotateClusterKeys', { clusterName: name })
    if (options.output === 'json') json(answer)
    else
      say(
        `${paint('green', '✓')} The cluster ${name} signs with another key. Tokens signed before are good until they expire, 24 hours at most.`,
      )
  } catch (why) {
    throw inWords(why, url)
  }
}

async function list(options: Common): Promise<void> {
  const { client, url }: Connection = await connection(options)
  try {
    const names: unknown[] = []
    let nextToken: unknown
    do {
      const page = await client.call('eks', 'ListClusters', {
        include: ['all'],
        ...(nextToken === undefined ? {} : { nextToken }),
      })
      if (Array.isArray(page.clusters)) names.push(...page.clusters)
      nextToken = page.nextToken
    } while (nextToken !== undefined && nextToken !== null)
    const clusters = await Promise.all(
      names.map(async (name) => record((await client.call('eks', 'DescribeCluster', { name })).cluster)),
    )
    if (options.output === 'json') return json(clusters)
    if (clusters.length === 0)
      return say('There are no clusters. Register one with: podid cluster register NAME --issuer URL --jwks FILE')
    say(table(['NAME', 'STATUS', 'KIND', 'ISSUER'], clusters.map(row)))
  } catch (why) {
    throw inWords(why, url)
  }
}

function row(cluster: Readonly<Record<string, unknown>>): string[] {
  const { provider } = record(cluster.connectorConfig)
  return [
    String(cluster.name),
    String(cluster.status),
    provider === undefined ? 'built in' : String(provider),
    String(record(record(cluster.identity).oidc).issuer ?? '-'),
  ]
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
