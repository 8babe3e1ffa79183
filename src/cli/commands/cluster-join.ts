import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { stringify } from 'yaml'
import { type JoinSettings, joinManifest } from '../../connector'
import type { KubeObject } from '../../kubernetes'
import { type Connection, connection, inWords } from '../connection'
import { exit, Failure } from '../failure'
import { defaultImage } from '../image/reference'
import { refuseAnother } from '../join/another'
import { applied } from '../join/applied'
import { awaitJoined } from '../join/await-joined'
import { ground, kubernetesInWords, kubernetesOf } from '../join/ground'
import { register } from '../join/registration'
import { reachable } from '../join/server-address'
import { paint, say, tell } from '../print'

interface Options {
  readonly kubeconfig?: string
  readonly context?: string
  readonly server?: string
  readonly ca?: string
  readonly image: string
  readonly provider: string
  readonly replicas: string
  readonly failurePolicy: string
  readonly systemNamespace: readonly string[]
  readonly injectEndpoint: boolean
  readonly startupTaint: boolean
  readonly pinKeys: boolean
  readonly takeOver: boolean
  readonly print: boolean
  readonly wait: boolean
  readonly timeout: string
  readonly data?: string
}

export function addJoinTo(cluster: Command): void {
  cluster
    .command('join')
    .description(
      'Make a Kubernetes one of the clusters: register it, install the connector, and follow until it is ACTIVE. Safe to repeat; joining again renews the activation and keeps the associations.',
    )
    .argument('<NAME>', 'its name here')
    .option('--kubeconfig <FILE>', 'how the Kubernetes is reached (default: KUBECONFIG, ~/.kube/config)')
    .option('--context <NAME>', 'another than the current context')
    .option('--server <URL>', 'the address of the server as the cluster reaches it (default: as this machine does)')
    .option('--ca <FILE>', "PEM, the authority of the server's certificate (default: that of a server of this machine)")
    .option('--image <REF>', 'the image of connector and agent', defaultImage)
    .option('--provider <KIND>', 'what it is: EKS_ANYWHERE, OPENSHIFT, RANCHER, EC2, OTHER …', 'OTHER')
    .option('--replicas <N>', 'of the connector', '2')
    .option(
      '--failure-policy <POLICY>',
      'what becomes of pods while no connector answers: Ignore starts them without an identity, Fail makes them wait',
      'Ignore',
    )
    .option(
      '--system-namespace <NAME>',
      'one more namespace whose pods never wait (repeatable)',
      (it: string, all: readonly string[]) => [...all, it],
      [],
    )
    .option(
      '--inject-endpoint',
      'tell pods where the embedded services are, too: AWS_ENDPOINT_URL, region and CA',
      false,
    )
    .option('--startup-taint', 'take the taint podid.dev/agent-not-ready off nodes whose agent answers', false)
    .option('--pin-keys', 'let keys that the cluster adds later wait for an administrator', false)
    .option('--take-over', 'the name belongs to another Kubernetes, which this one replaces', false)
    .option('--print', 'print the YAML for Git instead; it holds the activation code, a secret', false)
    .option('--no-wait', 'do not follow until it is ACTIVE')
    .option('--timeout <SECONDS>', 'how long to follow', '300')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .addHelpText(
      'after',
      `
Examples:
  podid cluster join blue --server https://podid.example.com
  podid cluster join blue --context kind-blue --server https://172.18.0.1:4080 --ca .podid/tls/ca.crt
  podid cluster join blue --server https://podid.example.com --print > blue.yaml`,
    )
    .action(join)
}

async function join(name: string, options: Options): Promise<void> {
  const to = await connection(options)
  try {
    const settings = await settingsOf(name, options, to)
    if (options.print) return print(await withActivation(settings, name, options, to), to)
    const api = await kubernetesOf(options)
    await refuseAnother(name, api, to.client, options.takeOver)
    const { whole, existed } = await withActivation(settings, name, options, to)
    say(
      `${paint('green', '✓')} ${name} ${existed ? 'was known: its activation is renewed, its associations are kept' : 'is registered'}`,
    )
    await applied(joinManifest(whole), api)
    if (!options.wait) return say(`Follow it with: podid doctor ${name}`)
    await awaitJoined(ground(name, api, to), seconds(options.timeout))
    say(`\n${paint('bold', name)} is ACTIVE. Next, its agent, and a first association:`)
    say(`  aws eks create-addon --cluster-name ${name} --addon-name eks-pod-identity-agent`)
    say(
      `  aws eks create-pod-identity-association --cluster-name ${name} --namespace default --service-account APP --role-arn ROLE`,
    )
  } catch (why) {
    throw inWords(kubernetesInWords(why), to.url)
  }
}

type Unactivated = Omit<JoinSettings, 'activation'>

async function settingsOf(clusterName: string, options: Options, to: Connection): Promise<Unactivated> {
  const replicas = Number(options.replicas)
  if (!Number.isInteger(replicas) || replicas < 1 || replicas > 9)
    throw new Failure(`--replicas must be a number from 1 to 9, not "${options.replicas}".`, exit.usage)
  const { failurePolicy } = options
  if (failurePolicy !== 'Ignore' && failurePolicy !== 'Fail')
    throw new Failure(`--failure-policy is Ignore or Fail, not "${failurePolicy}".`, exit.usage)
  seconds(options.timeout)
  return {
    clusterName,
    endpoint: reachable(options.server, to.url),
    region: to.region,
    ca: await authority(options, to),
    image: options.image,
    replicas,
    failurePolicy,
    systemNamespaces: options.systemNamespace,
    injectEndpoint: options.injectEndpoint,
    startupTaint: options.startupTaint,
    more: [],
  }
}

async function authority({ ca }: Options, { caFile }: Connection): Promise<string> {
  const file = ca ?? caFile
  if (file === undefined) return ''
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure(`The file ${file} of --ca cannot be read.`, exit.usage)
  })
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new Failure(`The file ${file} of --ca holds no certificate in PEM.`, exit.usage)
  return text
}

async function withActivation(
  settings: Unactivated,
  name: string,
  { provider, pinKeys }: Options,
  { client }: Connection,
): Promise<{ readonly whole: JoinSettings; readonly existed: boolean }> {
  const { activation, existed } = await register(client, name, { provider, pinKeys })
  return { whole: { ...settings, activation }, existed }
}

function print({ whole }: { readonly whole: JoinSettings }, { url }: Connection): void {
  tell(
    paint(
      'yellow',
      'The Secret podid-activation below holds the activation code: keep it out of plain Git. It is good for three days, once.',
    ),
  )
  say(
    [`# podid cluster join ${whole.clusterName} --print, of ${url}`, ...joinManifest(whole).map(yaml)]
      .join('\n---\n')
      .trimEnd(),
  )
}

/** Kubernetes reads YAML 1.1, to which a bare `y` is a truth. */
function yaml(object: KubeObject): string {
  return stringify(object, { compat: 'yaml-1.1', lineWidth: 0 }).trimEnd()
}

function seconds(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new Failure(`--timeout must be seconds, not "${text}".`, exit.usage)
  return value
}
