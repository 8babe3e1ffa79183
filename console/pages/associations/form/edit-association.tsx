import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '../../../asking/ask'
import { useAsk, useChange } from '../../../asking/use-ask'
import { useNotices } from '../../../frame/notices'
import { SameAs } from '../../../shown/command'
import { Said } from '../../../shown/said'
import { editOf, pathOf } from '../paths'
import { AssociationFormFrame } from './association-form-frame'
import { createInput, updateInput } from './inputs'
import { placeRefusal, unplaced } from './place-refusal'
import { RoleField } from './role-field'
import { saidOf } from './said-of'
import { changing } from './sentences'
import { SessionFields } from './session-fields'
import { TargetField } from './target-field'
import { terraformOf } from './terraform'
import { useAssociationForm } from './use-association-form'
import { useHere } from './use-here'
import { WhatHappens } from './what-happens'

/** The form of an association that is there: all but whose pods it is for. */
export function EditAssociation({ association }: { readonly association: PodIdentityAssociation }) {
  const { clusterName = '', associationId = '' } = association
  // What was there when the form was opened: a change says what differs from it.
  const [before] = useState(() => saidOf(association))
  const here = useHere()
  const form = useAssociationForm(before, here)
  const { draft } = form
  const described = useAsk('eks', 'DescribeCluster', { name: clusterName })
  const builtIn = described.data?.cluster !== undefined && described.data.cluster.connectorConfig === undefined
  const navigate = useNavigate()
  const { tell } = useNotices()
  const [unchanged, setUnchanged] = useState(false)
  const input = updateInput(clusterName, associationId, before, draft)
  const change = useChange(
    () => ask('eks', 'UpdatePodIdentityAssociation', input ?? { clusterName, associationId }),
    ['podid:SearchAssociations', 'podid:SearchRoles', 'podid:ExplainPodIdentity', 'eks:DescribePodIdentityAssociation'],
  )
  const page = pathOf({ clusterName, associationId })
  const sentences = changing(before, draft, { name: clusterName, builtIn })

  const send = () => {
    setUnchanged(input === undefined)
    if (input === undefined) return
    change.mutate(undefined, {
      onSuccess() {
        form.forget()
        tell({ type: 'success', header: 'The association is changed', content: sentences[0] })
        navigate(page)
      },
      onError: (why) => placeRefusal(why, clusterName, form),
    })
  }
  const whole = form.faults.roleArn === undefined && form.faults.targetRoleArn === undefined

  return (
    <AssociationFormFrame
      title="Edit association"
      description="Namespace and service account stay: for others, make another association."
      form={form}
      back={page}
      button="Save changes"
      busy={change.isPending}
      trouble={unplaced(change.error)}
      doing="change the association"
      onSend={send}
    >
      <Container header={<Header variant="h2">Whose pods</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: 'Cluster', value: <Said>{clusterName}</Said> },
            { label: 'Namespace', value: <Said>{draft.namespace}</Said> },
            { label: 'Service account', value: <Said>{draft.serviceAccount}</Said> },
          ]}
        />
      </Container>
      <RoleField cluster={clusterName} form={form} at={editOf({ clusterName, associationId })} />
      <TargetField cluster={clusterName} form={form} account={here.account} />
      <SessionFields form={form} />
      <WhatHappens sentences={input === undefined ? ['Nothing is changed yet.'] : whole ? sentences : undefined} />
      {unchanged && input === undefined ? (
        <Alert type="info">Nothing differs from what is there already, so there is nothing to save.</Alert>
      ) : null}
      {input === undefined ? null : (
        <SameAs
          service="eks"
          operation="UpdatePodIdentityAssociation"
          input={{ ...input }}
          terraform={terraformOf(createInput(clusterName, draft))}
        />
      )}
    </AssociationFormFrame>
  )
}
