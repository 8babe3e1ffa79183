import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must, type Ran, ran, until } from './run'

/** A real Kubernetes, for one story. */
export interface Kubernetes {
  readonly kubeconfig: string
  /** The address by which its pods reach this machine. */
  readonly hostAddress: string
  kubectl(...args: readonly string[]): Promise<Ran>
  kubectlWith(stdin: string, ...args: readonly string[]): Promise<Ran>
  /** What it printed; throws when it did not end well. */
  get(...args: readonly string[]): Promise<string>
  apply(yaml: string): Promise<void>
  /** Brings the image of an OCI archive to all nodes. */
  load(archive: string): Promise<void>
  /** Lets pods reach what listens on this machine's 127.0.0.1:PORT. */
  expose(port: number): Promise<void>
  /** The testbed's own command; throws where the cluster is none. */
  testbed(...args: readonly string[]): Promise<string>
  testbedWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string>
  /** The testbed's state folder. */
  readonly folder: string
  down(): Promise<void>
}

/** Where stories make what they make; on a testbed as on a cluster that is somebody's, where it goes with all that is in it. */
export const playground = 'podid-story'

/** What somebody's own cluster must be told beside KUBECONFIG: images that its nodes have, and how its pods reach this machine. */
const wantedBeside = ['PODID_E2E_IMAGE', 'PODID_E2E_APPLICATION_IMAGE', 'PODID_E2E_HOST_ADDRESS']

/** Whether stories bring up Kubernetes of their own, which they may break. It goes before KUBECONFIG, which many a shell has for other purposes. */
export const onTestbed = process.env.PODID_TESTBED !== undefined

/** Why no story can run here; undefined when it can. */
export function cannot(need: { readonly testbed: boolean; readonly aws: boolean }): string | undefined {
  if (need.aws && Bun.which('aws') === null) return 'it needs the AWS CLI, and there is no `aws`'
  if (onTestbed) return process.getuid?.() === 0 ? undefined : "the testbed's nodes need root"
  const { KUBECONFIG = '' } = process.env
  if (KUBECONFIG === '')
    return 'no cluster is to be had: set PODID_TESTBED to the testbed script, or KUBECONFIG to a kubeconfig'
  const missing = wantedBeside.filter((name) => (process.env[name] ?? '') === '')
  if (missing.length > 0)
    return `the cluster of KUBECONFIG is played on with ${missing.join(' and ')} set only (tests/e2e/README.md)`
  if (Bun.which('kubectl') === null) return 'there is no `kubectl` for the cluster of KUBECONFIG'
  if (need.testbed) return 'it breaks parts of the control plane, which only the testbed lets it: set PODID_TESTBED'
  return undefined
}

/** Port bases of the testbeds of a run, ten apart; another run beside this one sets another first. */
const firstBase = Number(process.env.PODID_E2E_PORT_BASE ?? '26700')

export function ports(number: number): { readonly base: number; readonly server: number; readonly metrics: number } {
  const base = firstBase + 10 * number
  return { base, server: base + 8, metrics: base + 9 }
}

/** The `number`th testbed, fresh: what a run that was killed has left is taken down first. Or the cluster of KUBECONFIG. */
export async function kubernetes(
  number: number,
  nodes: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Kubernetes> {
  const { PODID_TESTBED, KUBECONFIG = '' } = process.env
  if (PODID_TESTBED === undefined) return named(KUBECONFIG)
  const { base } = ports(number)
  const folder = join('/tmp', `podid-e2e-${base}`)
  const own = { TESTBED_DIR: folder, TESTBED_PORT_BASE: String(base), ...env }
  const testbedWith = (more: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> =>
    must([PODID_TESTBED, ...args], { env: { ...own, ...more }, seconds: 300 })
  const testbed = (...args: readonly string[]): Promise<string> => testbedWith({}, ...args)
  const fresh = async (): Promise<void> => {
    await testbed('down')
    mkdirSync(folder, { recursive: true })
    await testbed('up', `--nodes=${nodes}`)
  }
  // Once more where it did not come up in time: that is the machine, and nothing of ours is in it yet.
  await fresh().catch(fresh)
  const facts = new Map(
    (await testbed('env')).split('\n').map((line) => [line.split('=')[0], line.split('=')[1] ?? '']),
  )
  const kubeconfig = facts.get('KUBECONFIG') ?? ''
  const asked = clients(kubeconfig, own)
  await ground(asked)
  return {
    ...asked,
    kubeconfig,
    folder,
    hostAddress: facts.get('TESTBED_HOST_IP') ?? '',
    async load(archive) {
      for (let node = 1; node <= nodes; node += 1)
        await testbed(
          'node-exec',
          String(node),
          'ctr',
          '-a',
          '/run/containerd/containerd.sock',
          '-n',
          'k8s.io',
          'images',
          'import',
          archive,
        )
    },
    async expose(port) {
      await testbed('expose', String(port))
    },
    testbed,
    testbedWith,
    async down() {
      await testbed('down')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A cluster that is somebody's: images are on its nodes already, and it is left as it was found. */
async function named(kubeconfig: string): Promise<Kubernetes> {
  const none = async (): Promise<string> => {
    throw new Error('This needs the testbed.')
  }
  const asked = clients(kubeconfig)
  const there = await asked.get('get', 'namespace', 'podid-system', playground, '--ignore-not-found', '-o', 'name')
  if (there.trim() !== '')
    throw new Error(`The cluster of KUBECONFIG has joined already, or a story is played on it: ${there.trim()}.`)
  await ground(asked)
  return {
    ...asked,
    kubeconfig,
    folder: '',
    hostAddress: process.env.PODID_E2E_HOST_ADDRESS ?? '',
    load: async () => {},
    expose: async () => {},
    testbed: none,
    testbedWith: none,
    async down() {
      await asked.get('delete', 'namespace', playground, '--ignore-not-found', '--timeout=240s')
    },
  }
}

type Asked = Pick<Kubernetes, 'kubectl' | 'kubectlWith' | 'get' | 'apply'>

/** The namespace of the story, with the service account that every pod of it may have. */
async function ground({ get }: Asked): Promise<void> {
  await get('create', 'namespace', playground)
  await until('pods can be made', 60, async () => (await get('get', 'serviceaccount', 'default', '-o', 'name')) !== '')
}

function clients(kubeconfig: string, env: Readonly<Record<string, string>> = {}): Asked {
  const { PODID_TESTBED } = process.env
  const program = PODID_TESTBED === undefined ? ['kubectl'] : [PODID_TESTBED, 'kubectl']
  const command = [...program, '--kubeconfig', kubeconfig, '--namespace', playground]
  const well = ({ code, out, err }: Ran, args: readonly string[]): string => {
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${err}`)
    return out
  }
  const kubectl: Kubernetes['kubectl'] = (...args) => ran([...command, ...args], { env, seconds: 300 })
  const kubectlWith: Kubernetes['kubectlWith'] = (stdin, ...args) =>
    ran([...command, ...args], { env, stdin, seconds: 300 })
  return {
    kubectl,
    kubectlWith,
    get: async (...args) => well(await kubectl(...args), args),
    async apply(yaml) {
      well(await kubectlWith(yaml, 'apply', '-f', '-'), ['apply'])
    },
  }
}
