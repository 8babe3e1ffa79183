import FormField from '@cloudscape-design/components/form-field'
import { Program, Said } from '../../shown/said'
import { emptyDraft } from '../associations/form/draft'
import { RoleSearch } from '../associations/form/role-search'

interface Props {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  /** ARNs of managed policies that its pods do their work with. */
  readonly policies: readonly string[]
  readonly value: string
  readonly onChange: (roleArn: string) => void
}

/** The role of one of an add-on's service accounts; empty for none. */
export function AddonRoleField({ cluster, namespace, serviceAccount, policies, value, onChange }: Props) {
  return (
    <FormField
      label={<Said>Role of {serviceAccount}</Said>}
      description={policies.length === 0 ? undefined : <>It does its work with {policies.map(nameOf).join(', ')}.</>}
      constraintText={
        <>
          Its trust policy must let <Program>pods.eks.amazonaws.com</Program> assume it. Empty: no role.
        </>
      }
      errorText={troubleOfRole(value)}
    >
      <RoleSearch
        cluster={cluster}
        draft={{ ...emptyDraft, namespace, serviceAccount }}
        value={value}
        placeholder="Find a role, or type its ARN"
        onChange={onChange}
      />
    </FormField>
  )
}

/** What is wrong with the role of a service account; undefined where nothing is. */
export function troubleOfRole(roleArn: string): string | undefined {
  return roleArn === '' || /^arn:[\w-]+:iam::\d{12}:role\/./.test(roleArn)
    ? undefined
    : 'Choose a role, or give its ARN.'
}

const nameOf = (arn: string): string => arn.slice(arn.indexOf(':policy/') + ':policy/'.length)
