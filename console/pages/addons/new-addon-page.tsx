import type { AddonInfo } from '@aws-sdk/client-eks'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useCallback, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ask } from '../../asking/ask'
import { useChange } from '../../asking/use-ask'
import { useNotices } from '../../frame/notices'
import { Waiting } from '../../frame/waiting'
import { SameAs } from '../../shown/command'
import { Leaving } from '../../shown/leaving'
import { Said } from '../../shown/said'
import { TagFields } from '../../shown/tag-fields'
import { part } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { AddonForm } from './addon-form'
import { creation, type Draft, versionsOf } from './draft'
import { terraformOf } from './terraform'
import { UnknownAddon } from './unknown-addon'
import { useAddonInfo } from './use-addon'
import { useAddonCrumbs } from './use-addon-crumbs'

/** Installs an add-on. */
export function NewAddonPage() {
  const { cluster = '', addon = '' } = useParams()
  const tab = `/clusters/${part(cluster)}/add-ons`
  useAddonCrumbs(
    cluster,
    { text: 'Get more add-ons', to: `${tab}/get` },
    { text: addon, to: `${tab}/get/${part(addon)}` },
  )
  const { info, known, error, refetch } = useAddonInfo(addon)
  if (error !== null && error.kind !== 'expired' && !known)
    return <Trouble of={error} doing="see this add-on" onRetry={refetch} />
  if (!known) return <Waiting for="Loading the add-on" />
  return info === undefined ? (
    <UnknownAddon cluster={cluster} name={addon} />
  ) : (
    <NewAddon key={addon} cluster={cluster} info={info} />
  )
}

function NewAddon({ cluster, info }: { readonly cluster: string; readonly info: AddonInfo }) {
  const { addonName = '', defaultNamespace = '' } = info
  const tab = `/clusters/${part(cluster)}/add-ons`
  const [blank] = useState<Draft>(() => ({
    version: versionsOf(info)[0] ?? '',
    settings: '',
    roles: {},
    conflict: 'NONE',
    tags: [],
  }))
  const [draft, setDraft] = useState(blank)
  const done = useRef(false)
  const navigate = useNavigate()
  const { tell } = useNotices()
  const input = creation({ clusterName: cluster, addonName }, draft)
  const create = useChange<void, unknown>(
    () => ask('eks', 'CreateAddon', input),
    ['eks:ListAddons', 'eks:DescribeAddon', 'podid:SearchAssociations'],
  )
  const touched = useCallback(() => !done.current && draft !== blank, [draft, blank])
  const change = (next: Partial<Draft>) => {
    create.reset()
    setDraft((before) => ({ ...before, ...next }))
  }
  return (
    <>
      <Leaving when={touched} />
      <AddonForm
        cluster={cluster}
        info={info}
        namespace={defaultNamespace}
        title={
          <>
            Install <Said>{addonName}</Said>
          </>
        }
        button="Create"
        draft={draft}
        change={change}
        busy={create.isPending}
        trouble={create.error}
        doing="create this add-on"
        cancelTo={tab}
        isNew
        onSubmit={() =>
          create.mutate(undefined, {
            onSuccess() {
              done.current = true
              tell({
                type: 'success',
                content: (
                  <>
                    The add-on <Said>{addonName}</Said> is created. The cluster installs it now.
                  </>
                ),
              })
              navigate(tab)
            },
          })
        }
      >
        <Container header={<Header description="Policies can refer to them.">Tags</Header>}>
          <TagFields rows={draft.tags} onChange={(tags) => change({ tags })} />
        </Container>
        <SameAs service="eks" operation="CreateAddon" input={input} terraform={terraformOf(input)} />
      </AddonForm>
    </>
  )
}
