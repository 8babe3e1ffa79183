import Alert from '@cloudscape-design/components/alert'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import { useLocation } from 'react-router'
import { Said } from '../shown/said'
import { ToButton } from '../shown/to'
import { useCrumbs } from './crumbs'

export function Nowhere() {
  const { pathname } = useLocation()
  useCrumbs([{ text: 'Not found', to: pathname }])
  return (
    <ContentLayout header={<Header variant="h1">Not found</Header>}>
      <Alert type="warning" header="There is no such page" action={<ToButton to="/clusters">Go to clusters</ToButton>}>
        The console has nothing at <Said>{pathname}</Said>.
      </Alert>
    </ContentLayout>
  )
}
