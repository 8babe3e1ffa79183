import { type Api, type KubeObject, KubernetesRefusal, kindOf, refusedAs, textsAt } from '../../kubernetes'
import type { AddonState, WantedAddon } from '../addons'
import { names } from '../manifests/names'
import { withoutField } from './field-paths'

/** The manager of all fields that an add-on's objects have from us. */
export const manager = 'podid-connector'
/** Which wish was carried out last: told from a change by somebody else by it. */
export const appliedAnnotation = 'podid.dev/applied'

/** What came of it: how the objects are now, or why they cannot be so. */
export type Applied = { readonly objects: readonly KubeObject[] } | { readonly issue: AddonState['issues'][number] }

/**
 * Makes the add-on's objects so, as `resolveConflicts` has it: OVERWRITE takes fields that somebody else has set, PRESERVE leaves them, NONE
 * refuses. A wish that was carried out already, and was changed since, is repaired without asking (but for PRESERVE): nobody wished it so.
 */
export async function applyAddon(
  api: Pick<Api, 'get' | 'apply'>,
  addon: WantedAddon,
  objects: readonly KubeObject[],
): Promise<Applied> {
  const wish = wishOf(addon, objects)
  const made: KubeObject[] = []
  for (const object of objects) {
    if (object.metadata.namespace !== names.namespace)
      throw new Error(`An object of the add-on ${addon.name} is outside of ${names.namespace}.`)
    const marked: KubeObject = {
      ...object,
      metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, [appliedAnnotation]: wish } },
    }
    try {
      const { namespace, name } = object.metadata
      const before = await api.get(kindOf(object), { namespace, name })
      const repaired = textsAt(before, 'metadata', 'annotations')[appliedAnnotation] === wish
      made.push(await applyOne(api, marked, addon.resolveConflicts ?? 'NONE', repaired))
    } catch (why) {
      const issue = issueOf(why, object)
      if (issue === undefined) throw why
      return { issue }
    }
  }
  return { objects: made }
}

async function applyOne(
  api: Pick<Api, 'apply'>,
  object: KubeObject,
  resolve: 'NONE' | 'OVERWRITE' | 'PRESERVE',
  repair: boolean,
): Promise<KubeObject> {
  const force = resolve === 'OVERWRITE' || (repair && resolve === 'NONE')
  try {
    return await api.apply(object, { manager, force })
  } catch (why) {
    if (resolve !== 'PRESERVE' || !refusedAs(why, 'conflict') || why.fields.length === 0) throw why
    const left = why.fields.reduce((it, { field }) => withoutField(it, field), object)
    return api.apply(left, { manager })
  }
}

/** One text for what is wished: the same wish has the same, another has another. */
function wishOf({ version, resolveConflicts }: WantedAddon, objects: readonly KubeObject[]): string {
  return new Bun.CryptoHasher('sha256')
    .update(JSON.stringify([version, resolveConflicts, objects]))
    .digest('hex')
    .slice(0, 32)
}

/** What an add-on's health says of it; undefined for what is not about the add-on, and may be tried again. */
function issueOf(why: unknown, { kind, metadata: { name } }: KubeObject): AddonState['issues'][number] | undefined {
  if (!(why instanceof KubernetesRefusal)) return undefined
  if (why.kind === 'conflict' && why.fields.length > 0) {
    const owned = why.fields.map(({ field, manager }) => `${field} (${manager})`).join(', ')
    return {
      code: 'ConfigurationConflict',
      message: `Fields of the ${kind} ${name} are set by others: ${owned}. Take them with resolveConflicts OVERWRITE, or leave them with PRESERVE.`,
    }
  }
  if (why.kind === 'forbidden')
    return {
      code:
        why.permission !== undefined && /is forbidden: User/.test(why.message)
          ? 'AccessDenied'
          : 'AdmissionRequestDenied',
      message: `${why.message}. Join the cluster again, which gives the connector what it needs: podid cluster join NAME.`,
    }
  if (why.kind === 'invalid') return { code: 'AdmissionRequestDenied', message: why.message }
  return undefined
}
