import type { Answer, Said } from '../operation'
import { maybeFlag, maybeList, maybeStructure, maybeTexts } from '../said'

/** Members of CreateCluster that DescribeCluster tells as they were told. */
const told = [
  'roleArn',
  'version',
  'resourcesVpcConfig',
  'kubernetesNetworkConfig',
  'logging',
  'encryptionConfig',
  'outpostConfig',
  'accessConfig',
  'upgradePolicy',
  'zonalShiftConfig',
  'remoteNetworkConfig',
  'computeConfig',
  'storageConfig',
  'controlPlaneScalingConfig',
] as const

/** What a request says of a cluster's configuration. Nothing of it matters to a cluster without machines; it is kept to be told again. */
export function configSaid(said: Said): Said {
  return Object.fromEntries(told.map((name) => [name, said[name]] as const).filter(([, it]) => it !== undefined))
}

/**
 * The configuration as EKS shows it: what was said, and where nothing was, the defaults that EKS documents. What only machines could have
 * (endpoint, certificate authority, VPC, platform version) is left out: there are none.
 */
export function configOnTheWire(said: Said): Answer {
  return {
    ...said,
    resourcesVpcConfig: {
      subnetIds: [],
      securityGroupIds: [],
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ['0.0.0.0/0'],
      ...maybeStructure(said.resourcesVpcConfig),
    },
    kubernetesNetworkConfig: {
      ipFamily: 'ipv4',
      elasticLoadBalancing: { enabled: false },
      ...maybeStructure(said.kubernetesNetworkConfig),
    },
    logging: { clusterLogging: logSetups(maybeStructure(said.logging)) },
    accessConfig: {
      authenticationMode: 'CONFIG_MAP',
      bootstrapClusterCreatorAdminPermissions: true,
      ...maybeStructure(said.accessConfig),
    },
    upgradePolicy: { supportType: 'EXTENDED', ...maybeStructure(said.upgradePolicy) },
  }
}

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']

/** EKS tells every kind of log: those that are on, then those that are not. */
export function logSetups(said: Said | undefined): readonly Answer[] {
  const on = new Set<string>()
  for (const setup of maybeList(said?.clusterLogging) ?? []) {
    const { types, enabled } = maybeStructure(setup) ?? {}
    for (const type of maybeTexts(types) ?? []) {
      if (maybeFlag(enabled) === true) on.add(type)
      else on.delete(type)
    }
  }
  const setup = (enabled: boolean): Answer => ({ types: logTypes.filter((it) => on.has(it) === enabled), enabled })
  return [setup(true), setup(false)].filter(({ types }) => Array.isArray(types) && types.length > 0)
}
