import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import { useRouteError } from 'react-router'

/** Where a page failed by itself: most often a newer version of the server has other files. */
export function Broken() {
  const error = useRouteError()
  return (
    <ContentLayout header={<Header variant="h1">Something went wrong</Header>}>
      <Alert
        type="error"
        header="This page could not be shown"
        action={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        {error instanceof Error ? error.message : 'Something unexpected happened in the console.'} If the server was
        updated meanwhile, a reload mends it.
      </Alert>
    </ContentLayout>
  )
}
