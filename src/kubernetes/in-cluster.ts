import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ClusterAccess, NoAccess } from './access'

/** Where the kubelet puts a pod's own service account. */
export const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount'

/** Milliseconds a token is used before its file is read again: the kubelet renews it well before its end. */
const rereadAfter = 60_000

/** The API server of the cluster that this process is a pod of. Throws NoAccess outside of one. */
export async function inClusterAccess(given: {
  /** KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT. */
  readonly host: string | undefined
  readonly port: string | undefined
  readonly folder?: string
  readonly now?: () => number
}): Promise<ClusterAccess> {
  const { host, port = '443', folder = serviceAccountFolder, now = Date.now } = given
  if (host === undefined || host === '')
    throw new NoAccess('This process is no pod of a cluster (KUBERNETES_SERVICE_HOST is not set): give a kubeconfig.')
  const [ca, namespace] = await Promise.all([read(folder, 'ca.crt'), read(folder, 'namespace')])
  let kept: { readonly token: string; readonly until: number } | undefined
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    ca,
    namespace: namespace.trim(),
    name: 'in-cluster',
    async authorization(renew) {
      if (renew || kept === undefined || now() >= kept.until)
        kept = { token: (await read(folder, 'token')).trim(), until: now() + rereadAfter }
      return `Bearer ${kept.token}`
    },
  }
}

async function read(folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new NoAccess(
      `${file} cannot be read: the pod's service-account token is not mounted. Set automountServiceAccountToken: true.`,
    )
  }
}
