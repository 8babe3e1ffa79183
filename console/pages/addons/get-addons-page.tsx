import type { AddonInfo } from '@aws-sdk/client-eks'
import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Cards from '@cloudscape-design/components/cards'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAsk } from '../../asking/use-ask'
import { Said } from '../../shown/said'
import { part, ToButton } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { aboutAddon } from './about'
import { versionsOf } from './draft'
import { useAddonCrumbs } from './use-addon-crumbs'

/** Which add-ons may be wished for? */
export function GetAddonsPage() {
  const { cluster: clusterName = '' } = useParams()
  const tab = `/clusters/${part(clusterName)}/add-ons`
  useAddonCrumbs(clusterName, { text: 'Get more add-ons', to: `${tab}/get` })
  const navigate = useNavigate()
  const [chosen, choose] = useState<AddonInfo>()
  const { data, error, isPending, refetch } = useAsk('eks', 'DescribeAddonVersions', { maxResults: 100 })
  const { data: there } = useAsk('eks', 'ListAddons', { clusterName, maxResults: 100 })
  const isThere = ({ addonName = '' }: AddonInfo) => there?.addons?.includes(addonName) === true
  const header = (
    <Header variant="h1" description={<>Choose what is to be installed in the cluster {<Said>{clusterName}</Said>}.</>}>
      Get more add-ons
    </Header>
  )
  if (data === undefined && error !== null && error.kind !== 'expired')
    return (
      <SpaceBetween size="m">
        {header}
        <Trouble of={error} doing="see which add-ons there are" onRetry={refetch} />
      </SpaceBetween>
    )
  return (
    <SpaceBetween size="l">
      <Cards<AddonInfo>
        variant="full-page"
        stickyHeader={false}
        header={header}
        items={[...(data?.addons ?? [])].sort((one) => (one.publisher === 'podid' ? -1 : 0))}
        loading={isPending}
        loadingText="Loading…"
        trackBy={({ addonName = '' }) => addonName}
        selectionType="single"
        entireCardClickable
        selectedItems={chosen === undefined ? [] : [chosen]}
        isItemDisabled={isThere}
        onSelectionChange={({ detail }) => choose(detail.selectedItems[0])}
        ariaLabels={{
          selectionGroupLabel: 'Add-ons',
          itemSelectionLabel: (_, { addonName = '' }) => `Choose ${addonName}`,
        }}
        cardsPerRow={[{ cards: 1 }, { minWidth: 700, cards: 2 }]}
        cardDefinition={{
          header: ({ addonName = '' }) => <Said>{addonName}</Said>,
          sections: [
            { id: 'about', content: ({ addonName = '' }) => aboutAddon(addonName) ?? '' },
            { id: 'facts', content: (addon) => <Facts addon={addon} there={isThere(addon)} /> },
          ],
        }}
        empty={
          <Box textAlign="center" padding="m">
            There are no add-ons.
          </Box>
        }
      />
      <Box float="right">
        <SpaceBetween direction="horizontal" size="xs">
          <ToButton to={tab} variant="link">
            Cancel
          </ToButton>
          <Button
            variant="primary"
            disabled={chosen === undefined || isThere(chosen)}
            onClick={() => navigate(`${tab}/get/${part(chosen?.addonName ?? '')}`)}
          >
            Next
          </Button>
        </SpaceBetween>
      </Box>
    </SpaceBetween>
  )
}

function Facts({ addon, there }: { readonly addon: AddonInfo; readonly there: boolean }) {
  const [newest] = versionsOf(addon)
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      {there ? <Badge color="green">Installed</Badge> : null}
      <Badge>{addon.type}</Badge>
      <Box variant="small" color="text-body-secondary">
        by {addon.owner}; newest {newest}
      </Box>
    </SpaceBetween>
  )
}
