import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { Said } from '../../../shown/said'
import { podIdentityFit } from './fit'

/** Whether an association can give this role to pods, and why not. */
export function FitShown({ trust }: { readonly trust: string }) {
  const { fits, told, why } = podIdentityFit(trust)
  return (
    <SpaceBetween size="xxxs">
      <StatusIndicator type={fits ? (told === 'Fits' ? 'success' : 'info') : 'warning'}>{told}</StatusIndicator>
      {why.map((it) => (
        <Box key={it} variant="small" color="text-body-secondary">
          <Said>{it}</Said>
        </Box>
      ))}
    </SpaceBetween>
  )
}
