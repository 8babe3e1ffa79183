import type { Command } from 'commander'
import { names } from '../../connector'
import { kinds } from '../../kubernetes'
import { connection, inWords } from '../connection'
import { exit, Failure } from '../failure'
import { type Examined, examine } from '../join/check'
import { doctorChecks } from '../join/checks'
import { ground, kubernetesInWords, kubernetesOf } from '../join/ground'
import { joinedAs } from '../join/kubernetes-side'
import { line } from '../join/live'
import { json, paint, say } from '../print'

interface Options {
  readonly kubeconfig?: string
  readonly context?: string
  readonly data?: string
  readonly output: string
}

export function addTo(program: Command, done: (code: number) => void): void {
  program
    .command('doctor')
    .description(
      'Examine a joined cluster, from the control plane to the agents: what is wrong, and how to mend it. Exit 1 if anything is.',
    )
    .argument('[NAME]', 'the cluster (default: as what this Kubernetes has joined)')
    .option('--kubeconfig <FILE>', 'how the Kubernetes is reached (default: KUBECONFIG, ~/.kube/config)')
    .option('--context <NAME>', 'another than the current context')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  podid doctor blue --context kind-blue')
    .action(async (name: string | undefined, options: Options) => done(await doctor(name, options)))
}

async function doctor(name: string | undefined, options: Options): Promise<number> {
  const to = await connection(options)
  try {
    const api = await kubernetesOf(options)
    const cluster =
      name ?? joinedAs(await api.get(kinds.deployments, { namespace: names.namespace, name: names.connector }))
    if (cluster === undefined)
      throw new Failure(
        `This Kubernetes (${api.access.name}) has not joined: podid cluster join NAME, or name the cluster.`,
        exit.usage,
      )
    const all = await examine(doctorChecks, ground(cluster, api, to))
    const well = all.every(({ state }) => state === 'ok' || state === 'note')
    if (options.output === 'json') json({ cluster, well, checks: all })
    else show(all)
    return well ? 0 : exit.failed
  } catch (why) {
    throw inWords(kubernetesInWords(why), to.url)
  }
}

function show(all: readonly Examined[]): void {
  for (const it of all) {
    say(line(it))
    if (it.remedy !== undefined) say(`    ${paint('yellow', '→')} ${it.remedy}`)
  }
}
