import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import { useLocation } from 'react-router'
import { Said } from '../shown/said'
import { ToButton } from '../shown/to'
import { useCrumbs } from './crumbs'

export function Nowhere() {
  const { pathname } = useLocation()
  useCrumbs([{ text: 'Not found', to: pathname }])
  return (
    <Box padding={{ vertical: 'l' }}>
      <Alert type="warning" header="There is no such page" action={<ToButton to="/clusters">Go to clusters</ToButton>}>
        The console has nothing at <Said>{pathname}</Said>.
      </Alert>
    </Box>
  )
}
