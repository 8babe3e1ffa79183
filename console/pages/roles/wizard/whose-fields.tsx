import Autosuggest from '@cloudscape-design/components/autosuggest'
import Box from '@cloudscape-design/components/box'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useAsk } from '../../../asking/use-ask'
import { Program, Said } from '../../../shown/said'
import type { Whose } from './pod-trust'

/** Which pods: the conditions as AWS documents them, as fields. */
export function WhoseFields({
  whose,
  onChange,
  faults,
}: {
  readonly whose: Whose
  readonly onChange: (whose: Whose) => void
  readonly faults: Readonly<Record<string, string | undefined>>
}) {
  const { data } = useAsk('eks', 'ListClusters', { include: ['all'], maxResults: 100 })
  const said = (fault: string | undefined) => (fault === undefined ? undefined : <Said>{fault}</Said>)
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={3}>
        <FormField
          label="Cluster"
          description={
            <>
              As <Program>aws:SourceArn</Program>
            </>
          }
          errorText={said(faults.clusters)}
        >
          <Autosuggest
            value={whose.clusters}
            placeholder="Any cluster"
            options={(data?.clusters ?? []).map((value) => ({ value }))}
            enteredTextLabel={(value) => `Use: ${value}`}
            empty="Type a name"
            onChange={({ detail }) => onChange({ ...whose, clusters: detail.value })}
          />
        </FormField>
        <FormField
          label="Namespace"
          description={
            <>
              As <Program>aws:RequestTag/kubernetes-namespace</Program>
            </>
          }
          errorText={said(faults.namespaces)}
        >
          <Input
            value={whose.namespaces}
            placeholder="Any namespace"
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => onChange({ ...whose, namespaces: detail.value })}
          />
        </FormField>
        <FormField
          label="Service account"
          description={
            <>
              As <Program>aws:RequestTag/kubernetes-service-account</Program>
            </>
          }
          errorText={said(faults.serviceAccounts)}
        >
          <Input
            value={whose.serviceAccounts}
            placeholder="Any service account"
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => onChange({ ...whose, serviceAccounts: detail.value })}
          />
        </FormField>
      </ColumnLayout>
      <Box variant="small" color="text-body-secondary">
        Several names stand between commas; a * stands for any letters. Conditions on namespace and service account need
        session tags: an association that turns them off gets no credentials then.
      </Box>
    </SpaceBetween>
  )
}
