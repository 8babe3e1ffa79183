import { type Api, kinds, listAt, refusedAs } from '../kubernetes'
import { isStartupTaint } from './seen/nodes'

/**
 * Takes the startup taint off a node whose agent answers, and leaves its other taints as they are: only if nobody changed the node meanwhile.
 * Answers false when it must be tried again.
 */
export async function removeStartupTaint(api: Pick<Api, 'get' | 'patch'>, name: string): Promise<boolean> {
  const node = await api.get(kinds.nodes, { name })
  if (node === undefined) return true
  const taints = listAt(node, 'spec', 'taints')
  const left = taints.filter((it) => !isStartupTaint(it))
  if (left.length === taints.length) return true
  try {
    await api.patch(
      kinds.nodes,
      { name },
      [
        { op: 'test', path: '/metadata/resourceVersion', value: node.metadata.resourceVersion },
        { op: 'replace', path: '/spec/taints', value: left },
      ],
      'json',
    )
    return true
  } catch (why) {
    if (refusedAs(why, 'invalid', 'conflict')) return false
    throw why
  }
}
