import type { Command } from 'commander'
import { inForeground } from '../child'
import { connection } from '../connection'
import { exit, Failure } from '../failure'
import { makePod } from '../pod'

interface Options {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly pod?: string
  readonly agent?: string
  readonly data?: string
  readonly tokenLife: string
}

export function addTo(program: Command, done: (code: number) => void): void {
  program
    .command('run')
    .description(
      'Run a command as a pod: with a projected token of its own and the variables by which AWS SDKs get credentials.',
    )
    .requiredOption('--namespace <N>', 'the namespace')
    .requiredOption('--service-account <A>', 'the service account')
    .option('--cluster <NAME>', 'the cluster', 'local')
    .option('--pod <NAME>', "the pod's name (default: one drawn for it)")
    .option('--agent <URL>', 'the agent to ask (default: the one that podid up runs for the cluster)')
    .option('--token-life <S>', 'seconds its token is good for, 600 to 86400; renewed at 80 %', '86400')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .argument('<command...>', 'the command and its arguments, after --')
    .passThroughOptions()
    .addHelpText('after', '\nExample:\n  podid run --namespace default --service-account list-files -- aws s3 ls')
    .action(async (command: readonly string[], options: Options) => {
      const tokenLife = Number(options.tokenLife)
      if (!Number.isInteger(tokenLife) || tokenLife < 600 || tokenLife > 86_400) {
        throw new Failure(
          `--token-life must be a whole number of seconds from 600 to 86400, not "${options.tokenLife}".`,
          exit.usage,
        )
      }
      const pod = await makePod(
        {
          cluster: options.cluster,
          namespace: options.namespace,
          serviceAccount: options.serviceAccount,
          tokenLife,
          ...(options.pod === undefined ? {} : { podName: options.pod }),
          ...(options.agent === undefined ? {} : { agentUrl: options.agent }),
        },
        await connection(options),
      )
      try {
        done(await inForeground(command, pod.env))
      } finally {
        await pod.remove()
      }
    })
}
