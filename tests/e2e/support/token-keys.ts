import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kubernetes } from './kubernetes'
import { must } from './run'

/** Gives the API server another key to sign with, and answers the file of the former. `formerCounts`: tokens signed before are still accepted. */
export async function otherKey(
  cluster: Kubernetes,
  said: {
    readonly formerCounts: boolean
    readonly number: number
    readonly issuer?: string
    readonly formerIssuer?: string
  },
): Promise<string> {
  const pki = join(cluster.folder, 'pki')
  const former = join(pki, `sa-former-${said.number}.pub`)
  copyFileSync(join(pki, 'sa.pub'), former)
  const key = await must(['openssl', 'genrsa', '2048'])
  writeFileSync(join(pki, 'sa.key'), key, { mode: 0o600 })
  await must(['openssl', 'rsa', '-in', join(pki, 'sa.key'), '-pubout', '-out', join(pki, 'sa.pub')])
  await restartedWith(cluster, {
    args: said.formerCounts ? [accepting(former)] : [],
    issuer: said.issuer,
  })
  return former
}

export const accepting = (key: string): string => `--service-account-key-file=${key}`

/** Restarts what signs and checks tokens. */
export async function restartedWith(
  cluster: Kubernetes,
  { args, issuer }: { readonly args: readonly string[]; readonly issuer?: string },
): Promise<void> {
  const env = {
    TESTBED_APISERVER_ARGS: args.join(' '),
    ...(issuer === undefined ? {} : { TESTBED_ISSUER: issuer }),
  }
  for (const component of ['kube-apiserver', 'kube-controller-manager'])
    await cluster.testbedWith(env, 'restart', component)
}
