import type { Cluster } from '../../domain'
import type { Said } from '../operation'
import { maybeFlag, maybeList, maybeStructure, maybeText } from '../said'
import { logSetups } from './cluster-config'
import { invalid } from './faults'

/** One change of a cluster's configuration, as UpdateClusterConfig is told it. */
export interface ConfigChange {
  readonly type: string
  readonly params: Readonly<Record<string, string>>
  /** The cluster with the change. Throws when there is nothing to change. */
  readonly apply: (cluster: Cluster) => Cluster
}

/** What can be said, with what becomes of it. */
const changes: Readonly<Record<string, (said: Said) => ConfigChange>> = {
  deletionProtection: (said) => {
    const deletionProtection = maybeFlag(said.deletionProtection) ?? false
    return {
      type: 'DeletionProtectionUpdate',
      params: { DeletionProtection: String(deletionProtection) },
      apply: (cluster) => ({ ...cluster, deletionProtection }),
    }
  },
  accessConfig: (said) => {
    const to = maybeText(maybeStructure(said.accessConfig)?.authenticationMode)
    if (to === undefined) throw invalid('The parameter accessConfig.authenticationMode is missing.')
    return {
      type: 'AccessConfigUpdate',
      params: { AuthenticationMode: to },
      apply: (cluster) => {
        const former = maybeStructure(cluster.said.accessConfig)
        const from = maybeText(former?.authenticationMode) ?? 'CONFIG_MAP'
        if (modes.indexOf(to) <= modes.indexOf(from))
          throw invalid(`Unsupported authentication mode update from ${from} to ${to}`, { clusterName: cluster.name })
        return telling(cluster, { accessConfig: { ...former, authenticationMode: to } })
      },
    }
  },
  upgradePolicy: (said) => {
    const upgradePolicy = maybeStructure(said.upgradePolicy)
    return {
      type: 'UpgradePolicyUpdate',
      params: { UpgradePolicy: JSON.stringify(upgradePolicy) },
      apply: (cluster) => telling(cluster, { upgradePolicy }),
    }
  },
  logging: (said) => ({
    type: 'LoggingUpdate',
    params: { ClusterLogging: JSON.stringify(maybeStructure(said.logging)) },
    apply: (cluster) => telling(cluster, { logging: changedLogging(cluster, maybeStructure(said.logging)) }),
  }),
}

/** What a cluster without AWS's machines and networks has not. */
const meaningless = [
  'resourcesVpcConfig',
  'zonalShiftConfig',
  'computeConfig',
  'kubernetesNetworkConfig',
  'storageConfig',
  'remoteNetworkConfig',
  'controlPlaneScalingConfig',
]

/** The way a cluster's authentication mode may go, and never back. */
const modes = ['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API']

/** Exactly one change; what cannot mean anything here is refused, not forgotten. */
export function configChange(said: Said): ConfigChange {
  const given = [...Object.keys(changes), ...meaningless].filter((it) => said[it] !== undefined && said[it] !== null)
  const [name = '', more] = given
  if (more !== undefined) throw invalid('Only one type of update can be allowed.')
  if (name === '') throw invalid('The type for cluster update was not provided.')
  const change = changes[name]
  if (change === undefined)
    throw invalid(`The parameter ${name} cannot be updated: clusters of podid have no networks or machines of AWS.`)
  return change(said)
}

function changedLogging(cluster: Cluster, said: Said | undefined): Said {
  const before = logSetups(maybeStructure(cluster.said.logging))
  const clusterLogging = logSetups({ clusterLogging: [...before, ...(maybeList(said?.clusterLogging) ?? [])] })
  if (JSON.stringify(before) === JSON.stringify(clusterLogging))
    throw invalid('No changes needed for the logging config provided', { clusterName: cluster.name })
  return { clusterLogging }
}

function telling(cluster: Cluster, more: Cluster['said']): Cluster {
  return { ...cluster, said: { ...cluster.said, ...more } }
}
