import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { ClusterAccess } from './access'
import { inClusterAccess } from './in-cluster'
import { kubeconfigAccess } from './kubeconfig'

/**
 * How to reach the cluster that is meant: a kubeconfig that is named (here or by KUBECONFIG), else that of the home folder, else the
 * cluster that this process is a pod of. Throws NoAccess.
 */
export async function clusterAccess(
  said: { readonly kubeconfig?: string; readonly context?: string } = {},
): Promise<ClusterAccess> {
  const { KUBECONFIG, KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env
  const named = said.kubeconfig === undefined ? (KUBECONFIG ?? '').split(delimiter) : [said.kubeconfig]
  const files = named.filter((it) => it !== '')
  const athome = join(homedir(), '.kube', 'config')
  if (files.length === 0 && said.context === undefined && host !== undefined && !existsSync(athome))
    return inClusterAccess({ host, port })
  return kubeconfigAccess(files.length > 0 ? files : [athome], said.context, process.env)
}

/** How a pod reaches its own cluster. Throws NoAccess outside of one. */
export function ownClusterAccess(): Promise<ClusterAccess> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env
  return inClusterAccess({ host, port })
}
