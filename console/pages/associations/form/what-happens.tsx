import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { Said } from '../../../shown/said'

/** What will be once the form is sent, in plain words. */
export function WhatHappens({ sentences }: { readonly sentences: readonly string[] | undefined }) {
  return (
    <Container header={<Header variant="h2">What will happen</Header>}>
      {sentences === undefined ? (
        <Box color="text-body-secondary">Say whose pods and which role, and it is told here.</Box>
      ) : (
        <div aria-live="polite">
          {sentences.map((sentence) => (
            <Box key={sentence} variant="p">
              <Said>{sentence}</Said>
            </Box>
          ))}
        </div>
      )}
    </Container>
  )
}
