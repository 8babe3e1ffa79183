import Box from '@cloudscape-design/components/box'
import { Said } from '../../../shown/said'
import type { Doomed } from './use-removal'

const most = 10

/** Which ones, by namespace and service account. */
export function Names({ of: all }: { readonly of: readonly Doomed[] }) {
  return (
    <Box>
      <ul className="plain-list">
        {all.slice(0, most).map(({ associationId, namespace, serviceAccount }) => (
          <li key={associationId}>
            <Said>
              {namespace}/{serviceAccount}
            </Said>{' '}
            <Box variant="span" color="text-body-secondary">
              ({associationId})
            </Box>
          </li>
        ))}
      </ul>
      {all.length > most ? <Box>and {all.length - most} more</Box> : null}
    </Box>
  )
}
