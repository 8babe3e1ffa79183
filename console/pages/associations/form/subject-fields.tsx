import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { isNamespace } from '../../../../src/domain'
import type { FieldsProps } from './fields'
import { NameField } from './name-field'
import { type Reported, useReported } from './use-reported'

/** Whose pods: by namespace and service account, which need not exist yet. */
export function SubjectFields({ cluster, form }: Omit<FieldsProps, 'at'>) {
  const { draft, change, touch, faultOf } = form
  const { namespace, serviceAccount } = draft
  const namespaces = useReported(cluster, 'NAMESPACE')
  const known = isNamespace(namespace)
  const accounts = useReported(cluster, 'SERVICE_ACCOUNT', known ? namespace : undefined)
  const there = namespaces.data?.names.includes(namespace) ?? false
  return (
    <Container header={<Header variant="h2">Whose pods</Header>}>
      <SpaceBetween size="l">
        <NameField
          label="Kubernetes namespace"
          description="Where the service account is."
          constraint="Lower-case letters, digits and hyphens; at most 63 characters."
          placeholder="default"
          things="namespaces"
          value={namespace}
          reported={namespaces.data}
          loading={namespaces.isFetching}
          fault={faultOf('namespace')}
          hint={missing(namespaces.data, namespace, `${cluster} has no namespace of this name yet.`)}
          onChange={(value) => change({ namespace: value })}
          onBlur={() => touch('namespace')}
        />
        <NameField
          label="Kubernetes service account"
          description="Pods that run as it get the role."
          constraint="Lower-case letters, digits, hyphens and dots; at most 253 characters."
          placeholder="app"
          things="service accounts"
          value={serviceAccount}
          reported={known ? accounts.data : undefined}
          loading={accounts.isFetching}
          fault={faultOf('serviceAccount')}
          hint={
            there
              ? missing(accounts.data, serviceAccount, `The namespace ${namespace} has no such service account yet.`)
              : undefined
          }
          onChange={(value) => change({ serviceAccount: value })}
          onBlur={() => touch('serviceAccount')}
        />
      </SpaceBetween>
    </Container>
  )
}

/** Only where the cluster told of all, and this is none of them. */
function missing(reported: Reported | undefined, name: string, text: string) {
  if (name === '' || reported?.whole !== true || reported.names.includes(name)) return undefined
  return <StatusIndicator type="info">{text} The association waits for it.</StatusIndicator>
}
