import type { Tables } from '../../store'
import { Fault } from '../fault'
import type { Said } from '../operation'
import { maybeText, text } from '../said'
import { addonNamed } from './rows'

/** Whose updates are asked for. */
export interface OfUpdates {
  readonly cluster: string
  readonly addon?: string
  readonly nodegroup?: string
  readonly capability?: string
}

export function ofUpdates(said: Said): OfUpdates {
  return {
    cluster: text(said.name),
    addon: maybeText(said.addonName) || undefined,
    nodegroup: maybeText(said.nodegroupName) || undefined,
    capability: maybeText(said.capabilityName) || undefined,
  }
}

/** The add-on's name, or undefined for the cluster itself. There are no node groups and no capabilities here. */
export async function theResource(
  of: Pick<Tables, 'addons'>,
  { cluster, addon, nodegroup, capability }: OfUpdates,
): Promise<string | undefined> {
  const none = (message: string, members: Readonly<Record<string, unknown>>) =>
    new Fault('ResourceNotFoundException', message, { clusterName: cluster, ...members })
  if (nodegroup !== undefined) throw none(`No node group found for name: ${nodegroup}.`, { nodegroupName: nodegroup })
  if (capability !== undefined) throw none(`No capability found for name: ${capability}.`, {})
  if (addon !== undefined) await addonNamed(of, cluster, addon)
  return addon
}
