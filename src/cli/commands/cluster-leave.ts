import type { Command } from 'commander'
import { names } from '../../connector'
import { kinds } from '../../kubernetes'
import { connection, inWords } from '../connection'
import { exit, Failure } from '../failure'
import { kubernetesInWords, kubernetesOf } from '../join/ground'
import { joinedAs } from '../join/kubernetes-side'
import { deregister, removed } from '../join/removed'
import { paint, say } from '../print'

interface Options {
  readonly kubeconfig?: string
  readonly context?: string
  readonly keepRegistration: boolean
  readonly data?: string
}

export function addLeaveTo(cluster: Command): void {
  cluster
    .command('leave')
    .description(
      'Take everything away that joining made: in the Kubernetes, and the cluster with its associations and add-ons at the server. Safe to repeat.',
    )
    .argument('<NAME>', 'its name here')
    .option('--kubeconfig <FILE>', 'how the Kubernetes is reached (default: KUBECONFIG, ~/.kube/config)')
    .option('--context <NAME>', 'another than the current context')
    .option('--keep-registration', 'leave the cluster and its associations at the server', false)
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .addHelpText('after', '\nExample:\n  podid cluster leave blue --context kind-blue')
    .action(leave)
}

async function leave(name: string, options: Options): Promise<void> {
  const to = await connection(options)
  try {
    const api = await kubernetesOf(options)
    const as = joinedAs(await api.get(kinds.deployments, { namespace: names.namespace, name: names.connector }))
    if (as !== undefined && as !== name)
      throw new Failure(`This Kubernetes (${api.access.name}) has joined as ${as}, not as ${name}.`, exit.usage)
    // The webhook first: no pod waits for a connector that is about to go. Then whoever would make anew what is taken away.
    const count = await removed(api)
    say(
      `${paint('green', '✓')} ${count === 0 ? 'Nothing of podid was in' : `${count} objects are gone from`} ${api.access.name}`,
    )
    if (options.keepRegistration) return
    const was = await deregister(to.client, name)
    say(`${paint('green', '✓')} ${was ? `The cluster ${name} is gone` : `There was no cluster ${name}`}`)
  } catch (why) {
    throw inWords(kubernetesInWords(why), to.url)
  }
}
