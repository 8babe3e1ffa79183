import type { Cluster } from '@aws-sdk/client-eks'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { useAsk } from '../../asking/use-ask'
import { CopyableValue } from '../../shown/copyable-value'
import { isRegistered } from './use-cluster'

/** Its names for others: ARN, issuer, roles. */
export function Details({ cluster }: { readonly cluster: Cluster }) {
  const { name = '', arn, identity, deletionProtection } = cluster
  const { data: keys } = useAsk('podid', 'GetClusterKeys', { clusterName: name }, { every: 10_000 })
  const value = (text: string | undefined, what: string) => <CopyableValue text={text} what={what} />
  const former = keys?.formerIssuers ?? []
  return (
    <Container header={<Header variant="h2">Details</Header>}>
      <KeyValuePairs
        columns={2}
        items={[
          { label: 'ARN', value: value(arn, 'the ARN') },
          { label: 'Issuer of its tokens', value: value(identity?.oidc?.issuer, 'the issuer') },
          ...(former.length === 0
            ? []
            : [
                {
                  label: 'Former issuers, accepted while their tokens live',
                  value: former.map((it) => value(it, 'the former issuer')),
                },
              ]),
          { label: "Its connector's role", value: value(keys?.connectorRoleArn, "the ARN of the connector's role") },
          { label: "Its agents' role", value: value(keys?.agentRoleArn, "the ARN of the agents' role") },
          ...(isRegistered(cluster)
            ? []
            : [{ label: 'Deletion protection', value: deletionProtection === true ? 'On' : 'Off' }]),
        ]}
      />
    </Container>
  )
}
