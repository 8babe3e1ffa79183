import AppLayout from '@cloudscape-design/components/app-layout'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { Program } from '../shown/said'
import { SignInForm } from './sign-in-form'

/** Where nobody is signed in. */
export function SignInPage({ trouble }: { readonly trouble?: string }) {
  return (
    <AppLayout
      navigationHide
      toolsHide
      content={
        <div className="sign-in">
          <SpaceBetween size="l">
            <Box textAlign="center" margin={{ top: 'xxl' }}>
              <Box variant="h1" fontSize="display-l">
                podid
              </Box>
              <Box color="text-body-secondary">EKS Pod Identity for every Kubernetes cluster</Box>
            </Box>
            <Container header={<Header variant="h2">Sign in</Header>}>
              <SignInForm trouble={trouble} />
            </Container>
            <Box color="text-body-secondary" textAlign="center">
              On the machine that runs podid, <Program>podid console</Program> makes a link that signs you in without a
              key.
            </Box>
          </SpaceBetween>
        </div>
      }
    />
  )
}

/** Over the page, which stays as it is: what was being filled in is there when the person is back. */
export function SignInAgain() {
  return (
    <Modal visible header="Your session has ended" closeAriaLabel="Sign in again to go on" onDismiss={() => {}}>
      <SpaceBetween size="m">
        <Box>Sign in again to go on. What you were filling in is kept.</Box>
        <SignInForm />
      </SpaceBetween>
    </Modal>
  )
}
