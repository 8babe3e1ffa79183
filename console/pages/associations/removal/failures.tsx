import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import { Said } from '../../../shown/said'
import type { Failed } from './use-removal'

/** What could not be deleted, and why, one by one. */
export function Failures({ failed, of }: { readonly failed: readonly Failed[]; readonly of: number }) {
  const gone = of - failed.length
  return (
    <Alert
      type="error"
      header={gone === 0 ? 'Nothing was deleted' : `${gone} of ${of} deleted, ${failed.length} could not be`}
    >
      <ul className="plain-list">
        {failed.map(({ association: { associationId, namespace, serviceAccount }, why }) => (
          <li key={associationId}>
            <Box variant="strong">
              <Said>
                {namespace}/{serviceAccount}
              </Said>
            </Box>{' '}
            <Said>{why.message}</Said>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
