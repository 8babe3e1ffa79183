import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import { useRouteError } from 'react-router'

/** Where a page failed by itself: most often a newer version of the server has other files. */
export function Broken() {
  const error = useRouteError()
  return (
    <Box padding={{ vertical: 'l' }}>
      <Alert
        type="error"
        header="This page could not be shown"
        action={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        {error instanceof Error ? error.message : 'Something unexpected happened in the console.'} If the server was
        updated meanwhile, a reload mends it.
      </Alert>
    </Box>
  )
}
