import type { Cluster } from '../../domain'
import type { Said } from '../operation'
import { maybeFlag, maybeList, maybeStructure, maybeTexts } from '../said'
import { invalid } from './faults'

const types = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']

/** `logging` of a cluster once this is said of it, as EKS tells it: the types that are on, and those that are off. */
export function changedLogging(cluster: Cluster, said: Said | undefined): Said {
  const before = switchedOn(maybeStructure(cluster.said.logging), new Set())
  const after = switchedOn(said, before)
  if (types.every((it) => before.has(it) === after.has(it)))
    throw invalid('No changes needed for the logging config provided', { clusterName: cluster.name })
  const setups = [true, false].map((enabled) => ({ types: types.filter((it) => after.has(it) === enabled), enabled }))
  return { clusterLogging: setups.filter((it) => it.types.length > 0) }
}

function switchedOn(logging: Said | undefined, before: ReadonlySet<string>): ReadonlySet<string> {
  const on = new Set(before)
  for (const it of maybeList(logging?.clusterLogging) ?? []) {
    const setup = maybeStructure(it)
    for (const type of maybeTexts(setup?.types) ?? []) {
      if (maybeFlag(setup?.enabled) ?? false) on.add(type)
      else on.delete(type)
    }
  }
  return on
}
