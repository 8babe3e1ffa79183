import { names } from '../../connector'
import { type Api, type KubeObject, refusedAs } from '../../kubernetes'
import { Failure } from '../failure'
import { paint, say } from '../print'

const manager = 'podid-join'

/** Applies them in order, taking back what others have changed; says how many. Throws KubernetesRefusal or Failure. */
export async function applied(objects: readonly KubeObject[], api: Api): Promise<void> {
  let left = 0
  for (const it of objects) {
    try {
      await api.apply(it, { manager, force: true })
    } catch (why) {
      // Kubernetes before 1.30 has no such policies; nothing else of ours may be missing.
      if (it.kind.startsWith('ValidatingAdmissionPolicy') && refusedAs(why, 'not found')) {
        left += 1
        continue
      }
      if (refusedAs(why, 'forbidden') && why.message.includes('is being terminated'))
        throw new Failure(`The namespace ${names.namespace} is still being deleted: try again in a moment.`)
      throw why
    }
  }
  say(
    `${paint('green', '✓')} ${objects.length - left} objects are applied, in the namespace ${names.namespace} and beside it`,
  )
  if (left > 0)
    say(
      `${paint('yellow', '•')} This Kubernetes has no ValidatingAdmissionPolicy (1.30): what the connector may start on nodes is bounded by its own code alone.`,
    )
}
