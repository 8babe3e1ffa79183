import { isAbsolute, join } from 'node:path'
import { type ClusterAccess, NoAccess } from './access'
import { listAt, textAt, valueAt } from './fields'

/** Milliseconds a plug-in may take: some of them open a browser. */
const patience = 120_000

/**
 * The token that a kubeconfig's plug-in prints (`aws eks get-token`, `gke-gcloud-auth-plugin`), kept until it expires:
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export function execAuthorization(
  exec: unknown,
  given: { readonly folder: string; readonly environment: Readonly<Record<string, string | undefined>> },
): ClusterAccess['authorization'] {
  const command = textAt(exec, 'command') ?? ''
  const apiVersion = textAt(exec, 'apiVersion') ?? ''
  let kept: { readonly token: string; readonly until: number } | undefined
  return async (renew) => {
    if (!renew && kept !== undefined && Date.now() < kept.until) return `Bearer ${kept.token}`
    const printed = await run(command, exec, apiVersion, given)
    const token = textAt(printed, 'status', 'token')
    if (token === undefined)
      throw new NoAccess(
        `The command ${command} of the kubeconfig gave no token (client certificates from a command are not supported).`,
      )
    const end = Date.parse(textAt(printed, 'status', 'expirationTimestamp') ?? '')
    kept = { token, until: Number.isNaN(end) ? Number.POSITIVE_INFINITY : end - 30_000 }
    return `Bearer ${token}`
  }
}

async function run(
  command: string,
  exec: unknown,
  apiVersion: string,
  {
    folder,
    environment,
  }: { readonly folder: string; readonly environment: Readonly<Record<string, string | undefined>> },
): Promise<unknown> {
  const own = listAt(exec, 'env').flatMap((it) => [[textAt(it, 'name') ?? '', textAt(it, 'value') ?? ''] as const])
  const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: process.stdin.isTTY === true } }
  try {
    const program = command.includes('/') && !isAbsolute(command) ? join(folder, command) : command
    const child = Bun.spawn([program, ...listAt(exec, 'args').map(String)], {
      env: { ...environment, ...Object.fromEntries(own), KUBERNETES_EXEC_INFO: JSON.stringify(info) },
      stdin: 'inherit',
      stdout: 'pipe',
      stderr: 'inherit',
      timeout: patience,
    })
    const printed = await new Response(child.stdout).text()
    const code = await child.exited
    if (code !== 0) throw new NoAccess(`it ended with code ${code}`)
    const value: unknown = JSON.parse(printed)
    if (valueAt(value, 'kind') !== 'ExecCredential') throw new NoAccess('it printed no ExecCredential')
    return value
  } catch (why) {
    const hint = textAt(exec, 'installHint')
    throw new NoAccess(
      `The command ${command} of the kubeconfig failed: ${why instanceof Error ? why.message : 'unknown failure'}.${hint === undefined ? '' : ` ${hint}`}`,
    )
  }
}
