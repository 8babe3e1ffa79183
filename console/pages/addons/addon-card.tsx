import type { Addon } from '@aws-sdk/client-eks'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import LiveRegion from '@cloudscape-design/components/live-region'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { Program, Said } from '../../shown/said'
import { Tags } from '../../shown/tags'
import { part, ToButton } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { When } from '../../shown/when'
import { aboutAddon } from './about'
import { versionsOf } from './draft'
import { Issues } from './issues'
import { OwnedAssociations } from './owned-associations'
import { RemoveAddon } from './remove-addon'
import { AddonStatus } from './status'
import { useAddon, useAddonInfo } from './use-addon'

/** One add-on of a cluster: how it is, and what it was told. */
export function AddonCard({ cluster, name }: { readonly cluster: string; readonly name: string }) {
  const { addon, error, refetch } = useAddon(cluster, name)
  const [removing, setRemoving] = useState(false)
  // It has just gone: the list says so a moment later.
  if (error?.kind === 'not found') return null
  return (
    <Container
      header={
        <Header
          variant="h3"
          description={aboutAddon(name)}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                ariaLabel={`Remove ${name}`}
                disabled={addon === undefined || addon.status === 'DELETING'}
                onClick={() => setRemoving(true)}
              >
                Remove
              </Button>
              <ToButton to={`/clusters/${part(cluster)}/add-ons/${part(name)}/edit`}>Edit</ToButton>
            </SpaceBetween>
          }
        >
          <Said>{name}</Said>
        </Header>
      }
    >
      <SpaceBetween size="m">
        {error === null || error.kind === 'expired' ? null : (
          <Trouble of={error} doing="see this add-on" onRetry={refetch} />
        )}
        <Facts addon={addon} name={name} />
        <Issues issues={addon?.health?.issues ?? []} />
        {addon === undefined ? null : <More addon={addon} />}
      </SpaceBetween>
      {removing && addon !== undefined ? <RemoveAddon addon={addon} onClose={() => setRemoving(false)} /> : null}
    </Container>
  )
}

function Facts({ addon, name }: { readonly addon: Addon | undefined; readonly name: string }) {
  const newest = versionsOf(useAddonInfo(name).info)[0]
  const version = addon?.addonVersion
  return (
    <KeyValuePairs
      columns={4}
      items={[
        {
          label: 'Status',
          value: (
            <LiveRegion tagName="span">
              <AddonStatus status={addon?.status} />
            </LiveRegion>
          ),
        },
        {
          label: 'Version',
          value: (
            <>
              <Program>{version ?? '-'}</Program>
              {version === undefined || newest === undefined || newest === version ? null : (
                <Box variant="small">Newest: {newest}</Box>
              )}
            </>
          ),
        },
        { label: 'Namespace', value: <Program>{addon?.namespaceConfig?.namespace ?? '-'}</Program> },
        { label: 'Changed', value: <When at={addon?.modifiedAt} /> },
      ]}
    />
  )
}

function More({ addon }: { readonly addon: Addon }) {
  const { addonArn = '', configurationValues, podIdentityAssociations = [], clusterName = '', tags } = addon
  return (
    <>
      {podIdentityAssociations.length === 0 ? null : (
        <OwnedAssociations cluster={clusterName} arns={podIdentityAssociations} />
      )}
      <ExpandableSection headerText="Settings and tags">
        <SpaceBetween size="m">
          {configurationValues === undefined ? (
            <Box color="text-body-secondary">Every setting is left to the add-on.</Box>
          ) : (
            <Box variant="pre">
              <Program>{configurationValues}</Program>
            </Box>
          )}
          <Tags arn={addonArn} tags={tags} touches={['eks:DescribeAddon']} />
        </SpaceBetween>
      </ExpandableSection>
    </>
  )
}
