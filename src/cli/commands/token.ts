import type { Command } from 'commander'
import { connection, inWords } from '../connection'
import { exit, Failure } from '../failure'
import { json, say } from '../print'

interface Options {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly pod?: string
  readonly duration: string
  readonly audience: string
  readonly data?: string
  readonly output: string
}

export function addTo(program: Command): void {
  program
    .command('token')
    .description('Print a service-account token of a cluster whose keys podid holds.')
    .requiredOption('--namespace <N>', 'the namespace')
    .requiredOption('--service-account <A>', 'the service account')
    .option('--cluster <NAME>', 'the cluster', 'local')
    .option('--pod <NAME>', 'the pod it is bound to (default: a new one)')
    .option('--duration <S>', 'seconds it is good for, 600 to 86400', '3600')
    .option('--audience <X>', 'whom it is for', 'pods.eks.amazonaws.com')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  podid token --namespace default --service-account list-files')
    .action(async (options: Options) => {
      const durationSeconds = Number(options.duration)
      if (!Number.isInteger(durationSeconds) || durationSeconds < 600 || durationSeconds > 86_400) {
        throw new Failure(
          `--duration must be a whole number of seconds from 600 to 86400, not "${options.duration}".`,
          exit.usage,
        )
      }
      const { client, url } = await connection(options)
      try {
        const answer = await client.call('podid', 'CreateServiceAccountToken', {
          clusterName: options.cluster,
          namespace: options.namespace,
          serviceAccount: options.serviceAccount,
          podName: options.pod ?? `${options.serviceAccount.slice(0, 50)}-token`,
          audience: options.audience,
          durationSeconds,
        })
        if (options.output === 'json') json(answer)
        else say(String(answer.token))
      } catch (why) {
        throw inWords(why, url)
      }
    })
}
