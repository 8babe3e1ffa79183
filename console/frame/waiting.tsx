import Box from '@cloudscape-design/components/box'
import Spinner from '@cloudscape-design/components/spinner'

/** Something is on its way. */
export function Waiting({ for: what }: { readonly for: string }) {
  return (
    <Box textAlign="center" padding="xxl" color="text-body-secondary">
      <div role="status">
        <Spinner /> {what}…
      </div>
    </Box>
  )
}
