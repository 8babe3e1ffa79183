import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must, type Ran, ran } from './run'

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

/** Why no story can run here; undefined when it can. */
export function cannot(need: { readonly testbed: boolean; readonly clusters: number }): string | undefined {
  const { PODID_TESTBED, PODID_E2E_KUBECONFIG } = process.env
  if (PODID_TESTBED !== undefined) {
    if (process.getuid?.() !== 0) return "the testbed's nodes need root"
    return undefined
  }
  if (PODID_E2E_KUBECONFIG === undefined)
    return 'no cluster is to be had: set PODID_TESTBED to the testbed script, or PODID_E2E_KUBECONFIG to a kubeconfig'
  if (need.testbed) return 'it breaks parts of the control plane, which only the testbed lets it: set PODID_TESTBED'
  if (need.clusters > 1) return 'it needs two clusters: set PODID_TESTBED'
  return undefined
}

/** Port bases of the testbeds of a run, ten apart; another run beside this one sets another first. */
const firstBase = Number(process.env.PODID_E2E_PORT_BASE ?? '26700')

export function ports(number: number): { readonly base: number; readonly server: number; readonly metrics: number } {
  const base = firstBase + 10 * number
  return { base, server: base + 8, metrics: base + 9 }
}

/** The `number`th testbed, fresh: what a run that was killed has left is taken down first. Or the cluster of PODID_E2E_KUBECONFIG. */
export async function kubernetes(
  number: number,
  nodes: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Kubernetes> {
  const { PODID_TESTBED } = process.env
  if (PODID_TESTBED === undefined) return named(process.env.PODID_E2E_KUBECONFIG ?? '')
  const { base } = ports(number)
  const folder = join('/tmp', `podid-e2e-${base}`)
  const own = { TESTBED_DIR: folder, TESTBED_PORT_BASE: String(base), ...env }
  const testbedWith = (more: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> =>
    must([PODID_TESTBED, ...args], { env: { ...own, ...more }, seconds: 240 })
  const testbed = (...args: readonly string[]): Promise<string> => testbedWith({}, ...args)
  await testbed('down')
  mkdirSync(folder, { recursive: true })
  await testbed('up', `--nodes=${nodes}`)
  const facts = new Map(
    (await testbed('env')).split('\n').map((line) => [line.split('=')[0], line.split('=')[1] ?? '']),
  )
  const kubeconfig = facts.get('KUBECONFIG') ?? ''
  return {
    ...clients(kubeconfig, own),
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
function named(kubeconfig: string): Kubernetes {
  const none = async (): Promise<string> => {
    throw new Error('This needs the testbed.')
  }
  return {
    ...clients(kubeconfig),
    kubeconfig,
    folder: '',
    hostAddress: process.env.PODID_E2E_HOST_ADDRESS ?? '',
    load: async () => {},
    expose: async () => {},
    testbed: none,
    testbedWith: none,
    down: async () => {},
  }
}

function clients(
  kubeconfig: string,
  env: Readonly<Record<string, string>> = {},
): Pick<Kubernetes, 'kubectl' | 'kubectlWith' | 'get' | 'apply'> {
  const program = process.env.PODID_TESTBED === undefined ? ['kubectl'] : [process.env.PODID_TESTBED, 'kubectl']
  const command = [...program, '--kubeconfig', kubeconfig]
  const well = ({ code, out, err }: Ran, args: readonly string[]): string => {
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${err}`)
    return out
  }
  const kubectl: Kubernetes['kubectl'] = (...args) => ran([...command, ...args], { env })
  const kubectlWith: Kubernetes['kubectlWith'] = (stdin, ...args) => ran([...command, ...args], { env, stdin })
  return {
    kubectl,
    kubectlWith,
    get: async (...args) => well(await kubectl(...args), args),
    async apply(yaml) {
      well(await kubectlWith(yaml, 'apply', '-f', '-'), ['apply'])
    },
  }
}
