import Container from '@cloudscape-design/components/container'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { useAsk } from '../../../asking/use-ask'
import { Program, Said } from '../../../shown/said'
import { To } from '../../../shown/to'
import { When } from '../../../shown/when'
import { rolePath } from '../paths'
import { FitShown } from '../trust/fit-shown'
import { durationInWords } from './duration'
import type { ShownRole } from './use-role'

/** What a role is, at a glance. */
export function Overview({ role }: { readonly role: ShownRole }) {
  const { data } = useAsk('podid', 'SearchAssociations', { roleArn: role.arn, maxResults: 1 })
  return (
    <Container header={<Header variant="h2">Overview</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          {
            label: 'ARN',
            value: (
              <>
                <Program>{role.arn}</Program>{' '}
                <CopyToClipboard
                  variant="icon"
                  textToCopy={role.arn}
                  copyButtonAriaLabel="Copy the ARN"
                  copySuccessText="Copied"
                  copyErrorText="It could not be copied"
                />
              </>
            ),
          },
          { label: 'EKS Pod Identity', value: <FitShown trust={role.trust} /> },
          {
            label: 'Associations',
            value: <To to={rolePath(role.name, 'used-by')}>{data?.count ?? 'See who uses it'}</To>,
          },
          { label: 'Description', value: role.description === '' ? '-' : <Said>{role.description}</Said> },
          { label: 'Longest session', value: durationInWords(role.maxSessionDuration) },
          {
            label: 'Last used',
            value: role.lastUsed === undefined ? 'Never' : <When at={role.lastUsed} />,
          },
          { label: 'Created', value: <When at={role.createdAt} /> },
          { label: 'Path', value: <Program>{role.path}</Program> },
          { label: 'Role ID', value: <Program>{role.id}</Program> },
        ]}
      />
    </Container>
  )
}
