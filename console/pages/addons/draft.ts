import type { AddonInfo } from '@aws-sdk/client-eks'
import { type TagRow, tagsOf } from '../../shown/tag-rows'

export const conflicts = {
  NONE: {
    label: 'Leave them',
    description: 'Where something in the cluster differs from what the add-on wants, it fails and says so.',
  },
  OVERWRITE: { label: 'Overwrite', description: 'What was changed in the cluster is set back.' },
  PRESERVE: { label: 'Preserve', description: 'What was changed in the cluster stays so.' },
} as const

export type Conflict = keyof typeof conflicts

export function isConflict(text: string | undefined): text is Conflict {
  return text !== undefined && Object.hasOwn(conflicts, text)
}

/** What is filled in of an add-on. */
export interface Draft {
  readonly version: string
  readonly settings: string
  /** Role by service account; '' for none. */
  readonly roles: Readonly<Record<string, string>>
  readonly conflict: Conflict
  readonly tags: readonly TagRow[]
}

export interface Of {
  readonly clusterName: string
  readonly addonName: string
}

/** The newest first, as it is published. */
export function versionsOf(addon: AddonInfo | undefined): readonly string[] {
  return (addon?.addonVersions ?? []).flatMap(({ addonVersion }) => (addonVersion === undefined ? [] : [addonVersion]))
}

export function ownOf({ roles }: Pick<Draft, 'roles'>) {
  return Object.entries(roles).flatMap(([serviceAccount, roleArn]) =>
    roleArn === '' ? [] : [{ serviceAccount, roleArn }],
  )
}

/** What CreateAddon is asked. */
export function creation({ clusterName, addonName }: Of, draft: Draft) {
  const own = ownOf(draft)
  const tags = tagsOf(draft.tags)
  return {
    clusterName,
    addonName,
    addonVersion: draft.version,
    configurationValues: draft.settings.trim() === '' ? undefined : draft.settings,
    podIdentityAssociations: own.length === 0 ? undefined : own,
    resolveConflicts: draft.conflict,
    tags: Object.keys(tags).length === 0 ? undefined : tags,
  }
}

/** What UpdateAddon is asked: only what differs, since associations that are named take the place of all. '' takes the settings away. */
export function update({ clusterName, addonName }: Of, before: Draft, draft: Draft) {
  const [was, is] = [ownOf(before), ownOf(draft)]
  return {
    clusterName,
    addonName,
    addonVersion: draft.version === before.version ? undefined : draft.version,
    configurationValues: draft.settings.trim() === before.settings.trim() ? undefined : draft.settings.trim(),
    podIdentityAssociations: JSON.stringify(was) === JSON.stringify(is) ? undefined : is,
    resolveConflicts: draft.conflict,
  }
}
