import type { Addon, AddonInfo } from '@aws-sdk/client-eks'
import { useCallback, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ask } from '../../asking/ask'
import { useChange } from '../../asking/use-ask'
import { useNotices } from '../../frame/notices'
import { Waiting } from '../../frame/waiting'
import { SameAs } from '../../shown/command'
import { Leaving } from '../../shown/leaving'
import { Said } from '../../shown/said'
import { part } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { AddonForm } from './addon-form'
import { creation, type Draft, update } from './draft'
import { terraformOf } from './terraform'
import { useAddon, useAddonInfo } from './use-addon'
import { useAddonCrumbs } from './use-addon-crumbs'
import { useOwnedRoles } from './use-owned-roles'

/** Changes an add-on's version, settings and pod identities. */
export function EditAddonPage() {
  const { cluster = '', addon: name = '' } = useParams()
  useAddonCrumbs(cluster, { text: `Edit ${name}`, to: `/clusters/${part(cluster)}/add-ons/${part(name)}/edit` })
  const { addon, error, refetch } = useAddon(cluster, name)
  const { info, known } = useAddonInfo(name)
  const roles = useOwnedRoles(addon)
  const trouble = error ?? roles.error
  if (trouble !== null && trouble.kind !== 'expired' && (addon === undefined || roles.of === undefined))
    return <Trouble of={trouble} doing="see this add-on" onRetry={refetch} />
  if (addon === undefined || roles.of === undefined || !known) return <Waiting for="Loading the add-on" />
  return <EditAddon key={name} addon={addon} info={info ?? { addonName: name }} roles={roles.of} />
}

function EditAddon({
  addon,
  info,
  roles,
}: {
  readonly addon: Addon
  readonly info: AddonInfo
  readonly roles: Readonly<Record<string, string>>
}) {
  const { clusterName = '', addonName = '', namespaceConfig } = addon
  const tab = `/clusters/${part(clusterName)}/add-ons`
  const [before] = useState<Draft>(() => ({
    version: addon.addonVersion ?? '',
    settings: addon.configurationValues ?? '',
    roles,
    conflict: 'NONE',
    tags: [],
  }))
  const [draft, setDraft] = useState(before)
  const done = useRef(false)
  const navigate = useNavigate()
  const { tell } = useNotices()
  const input = update({ clusterName, addonName }, before, draft)
  const save = useChange<void, unknown>(
    () => ask('eks', 'UpdateAddon', input),
    ['eks:ListAddons', 'eks:DescribeAddon', 'podid:SearchAssociations'],
  )
  const touched = useCallback(() => !done.current && draft !== before, [draft, before])
  return (
    <>
      <Leaving when={touched} />
      <AddonForm
        cluster={clusterName}
        info={info}
        namespace={namespaceConfig?.namespace ?? info.defaultNamespace ?? ''}
        title={
          <>
            Edit <Said>{addonName}</Said>
          </>
        }
        button="Save"
        draft={draft}
        change={(next) => {
          save.reset()
          setDraft((now) => ({ ...now, ...next }))
        }}
        busy={save.isPending}
        trouble={save.error}
        doing="change this add-on"
        cancelTo={tab}
        isNew={false}
        onSubmit={() =>
          save.mutate(undefined, {
            onSuccess() {
              done.current = true
              tell({
                type: 'success',
                content: (
                  <>
                    The add-on <Said>{addonName}</Said> is being changed.
                  </>
                ),
              })
              navigate(tab)
            },
          })
        }
      >
        <SameAs
          service="eks"
          operation="UpdateAddon"
          input={input}
          terraform={terraformOf(creation({ clusterName, addonName }, draft))}
        />
      </AddonForm>
    </>
  )
}
