import { type KubeObject, listAt } from '../../kubernetes'

/** The taint of a node whose agent has not answered yet: kubelets register with it where they are told to. */
export const startupTaint = 'podid.dev/agent-not-ready'

export interface SeenNode {
  readonly name: string
  readonly resourceVersion: string
  /** Whether it waits for its agent. */
  readonly waits: boolean
}

export function seenNode(node: KubeObject): SeenNode {
  return {
    name: node.metadata.name,
    resourceVersion: node.metadata.resourceVersion ?? '',
    waits: listAt(node, 'spec', 'taints').some(isStartupTaint),
  }
}

export function isStartupTaint(taint: unknown): boolean {
  return Object(taint).key === startupTaint
}
