import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Connection } from '../connection'
import { Failure } from '../failure'
import { makePod } from '../pod'
import { called, examplePath, runsScript } from '../self'
import type { Step } from './stage'
import { demo } from './world'

/** The demo application while it runs. */
export interface Application {
  readonly url: string
  stop(): Promise<void>
}

const askInShell = `sh -c 'curl -H "Authorization: $(cat $AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE)" $AWS_CONTAINER_CREDENTIALS_FULL_URI'`

/** Two more steps: the program as a pod that may, and the same program as one that may not. */
export function applicationSteps(connection: Connection, started: (application: Application) => void): readonly Step[] {
  const run = (serviceAccount: string, rest: string): string =>
    `${called} run --namespace ${demo.namespace} --service-account ${serviceAccount} -- ${rest}`
  return [
    {
      title: 'An ordinary program with an unmodified AWS SDK, as a pod of that service account',
      commands: [run(demo.serviceAccount, 'node examples/list-files/app.mjs'), 'curl -H "Accept: application/json" …'],
      async run() {
        const application = await startApplication(connection)
        started(application)
        const answer = await fetch(application.url, { headers: { accept: 'application/json' } })
        const text = await answer.text()
        if (!answer.ok) throw new Failure(`The application answered ${answer.status}: ${text}`)
        return [`${application.url} answers ${text}`]
      },
    },
    {
      title: 'The same program under a service account without an association',
      commands: [run(demo.stranger, 'node examples/list-files/app.mjs --once'), run(demo.stranger, askInShell)],
      async run() {
        const { code, said, agentSaid } = await runOnce(connection)
        if (code === 0) throw new Failure('It was not refused, but it should have been.')
        return [
          `refused, as it should be (exit code ${code}):`,
          ...said.trim().split('\n').slice(0, 3),
          `and the agent says why: ${agentSaid}`,
        ]
      },
    },
  ]
}

async function startApplication(connection: Connection): Promise<Application> {
  const pod = await makePod(
    { cluster: demo.cluster, namespace: demo.namespace, serviceAccount: demo.serviceAccount },
    connection,
  )
  const { command, env } = runsScript(await examplePath('list-files'))
  const child = Bun.spawn([...command], {
    env: { ...pod.env, ...env, BUCKET: demo.bucket },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const stop = async (): Promise<void> => {
    child.kill()
    await child.exited
    await pod.remove()
  }
  const lines = createInterface({ input: Readable.fromWeb(child.stdout as never) })
  for await (const line of lines) {
    if (line.startsWith('http://')) return { url: line, stop }
  }
  await stop()
  throw new Failure(`The demo application ended with code ${child.exitCode} before it listened.`)
}

async function runOnce(connection: Connection): Promise<{ code: number; said: string; agentSaid: string }> {
  const pod = await makePod(
    { cluster: demo.cluster, namespace: demo.namespace, serviceAccount: demo.stranger },
    connection,
  )
  try {
    const { command, env } = runsScript(await examplePath('list-files'))
    const child = Bun.spawn([...command, '--once'], {
      env: { ...pod.env, ...env, BUCKET: demo.bucket, AWS_MAX_ATTEMPTS: '1' },
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'pipe',
    })
    const said = await new Response(child.stderr).text()
    return { code: await child.exited, said, agentSaid: await askAgent(pod.env) }
  } finally {
    await pod.remove()
  }
}

/** What the agent itself answers a pod. */
async function askAgent(env: Readonly<Record<string, string>>): Promise<string> {
  const { AWS_CONTAINER_CREDENTIALS_FULL_URI: url = '', AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file = '' } = env
  const response = await fetch(url, { headers: { authorization: await readFile(file, 'utf8') } })
  return response.ok ? 'it gave credentials' : await response.text()
}
