import type { Command } from 'commander'
import { listAt, textAt } from '../../kubernetes'
import { connection, inWords } from '../connection'
import { exit } from '../failure'
import { json, paint, say } from '../print'

interface Options {
  readonly pod?: string
  readonly data?: string
  readonly output: string
}

export function addTo(program: Command, done: (code: number) => void): void {
  program
    .command('explain')
    .description(
      'Follow the road from a pod to its credentials, link by link: the first that is broken, why, and what to do. Exit 1 if one is.',
    )
    .argument('<CLUSTER>', 'its name here')
    .argument('<NAMESPACE>', "the pod's namespace")
    .argument('<SERVICEACCOUNT>', "the pod's service account")
    .option('--pod <NAME>', 'one pod of it')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  podid explain blue default list-files --pod list-files-7c9d')
    .action(async (cluster: string, namespace: string, account: string, options: Options) =>
      done(await explain(cluster, namespace, account, options)),
    )
}

async function explain(
  clusterName: string,
  namespace: string,
  serviceAccount: string,
  options: Options,
): Promise<number> {
  const { client, url } = await connection(options)
  try {
    const answer = await client.call('podid', 'ExplainPodIdentity', {
      clusterName,
      namespace,
      serviceAccount,
      ...(options.pod === undefined ? {} : { podName: options.pod }),
    })
    if (options.output === 'json') json(answer)
    else show(answer)
    return answer.whole === true ? 0 : exit.failed
  } catch (why) {
    throw inWords(why, url)
  }
}

function show(answer: Readonly<Record<string, unknown>>): void {
  for (const link of listAt(answer, 'links')) {
    const [name = '', state = '', reason = '', remedy] = ['name', 'state', 'reason', 'remedy'].map((it) =>
      textAt(link, it),
    )
    say(`${mark(state)} ${paint('bold', name)}${reason === '' ? '' : `  ${reason}`}`)
    if (remedy !== undefined) say(`    ${paint('yellow', '→')} ${remedy}`)
  }
  const role = textAt(answer, 'roleArn')
  if (answer.whole === true) say(`\nThe road is whole${role === undefined ? '' : `: the pod acts as ${role}`}.`)
  else say(`\nThe road ends at: ${textAt(answer, 'firstBroken')}.`)
}

function mark(state: string): string {
  if (state === 'WHOLE') return paint('green', '✓')
  return state === 'BROKEN' ? paint('red', '✗') : paint('yellow', '?')
}
