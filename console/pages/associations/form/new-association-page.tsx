import { useNavigate, useParams, useSearchParams } from 'react-router'
import { ask } from '../../../asking/ask'
import { useAsk, useChange } from '../../../asking/use-ask'
import { useCrumbs } from '../../../frame/crumbs'
import { useNotices } from '../../../frame/notices'
import { SameAs } from '../../../shown/command'
import { Said } from '../../../shown/said'
import { part } from '../../../shown/to'
import { newOf, pathOf, tabOf } from '../paths'
import { AssociationFormFrame } from './association-form-frame'
import { emptyDraft } from './draft'
import { createInput } from './inputs'
import { placeRefusal, unplaced } from './place-refusal'
import { RoleField } from './role-field'
import { creating } from './sentences'
import { SessionFields } from './session-fields'
import { SubjectFields } from './subject-fields'
import { TagsSection } from './tags-section'
import { TargetField } from './target-field'
import { terraformOf } from './terraform'
import { useAssociationForm } from './use-association-form'
import { useHere } from './use-here'
import { WhatHappens } from './what-happens'

/** Says which role the pods of a service account act as. */
export function NewAssociationPage() {
  const { cluster = '' } = useParams()
  const [params] = useSearchParams()
  useCrumbs([
    { text: 'Clusters', to: '/clusters' },
    { text: cluster, to: `/clusters/${part(cluster)}` },
    { text: 'Access', to: tabOf(cluster) },
    { text: 'Create association', to: newOf(cluster) },
  ])
  const here = useHere()
  const form = useAssociationForm(
    {
      ...emptyDraft,
      namespace: params.get('namespace') ?? '',
      serviceAccount: params.get('serviceAccount') ?? '',
    },
    here,
  )
  const described = useAsk('eks', 'DescribeCluster', { name: cluster })
  const navigate = useNavigate()
  const { tell } = useNotices()
  const input = createInput(cluster, form.draft)
  const create = useChange(
    () => ask('eks', 'CreatePodIdentityAssociation', input),
    ['podid:SearchAssociations', 'podid:SearchClusters', 'podid:SearchRoles', 'podid:ExplainPodIdentity'],
  )
  const { namespace, serviceAccount, roleArn, targetRoleArn } = form.faults
  const whole = [namespace, serviceAccount, roleArn, targetRoleArn].every((it) => it === undefined)
  const builtIn = described.data?.cluster !== undefined && described.data.cluster.connectorConfig === undefined

  const send = () =>
    create.mutate(undefined, {
      onSuccess({ association }) {
        form.forget()
        tell({
          type: 'success',
          header: 'The association is there',
          content: creating(form.draft, { name: cluster, builtIn })[0],
        })
        navigate(pathOf({ clusterName: cluster, associationId: association?.associationId ?? '' }))
      },
      onError: (why) => placeRefusal(why, cluster, form),
    })

  return (
    <AssociationFormFrame
      title="Create Pod Identity association"
      description={
        <>
          Pods of a service account of cluster <Said>{cluster}</Said> then act as a role, with no secret of their own.
        </>
      }
      form={form}
      back={tabOf(cluster)}
      button="Create"
      busy={create.isPending}
      trouble={unplaced(create.error)}
      doing="create the association"
      onSend={send}
    >
      <SubjectFields cluster={cluster} form={form} />
      <RoleField cluster={cluster} form={form} at={newOf(cluster)} />
      <TargetField cluster={cluster} form={form} account={here.account} />
      <SessionFields form={form} />
      <TagsSection form={form} />
      <WhatHappens sentences={whole ? creating(form.draft, { name: cluster, builtIn }) : undefined} />
      <SameAs
        service="eks"
        operation="CreatePodIdentityAssociation"
        input={{ ...input }}
        terraform={terraformOf(input)}
      />
    </AssociationFormFrame>
  )
}
