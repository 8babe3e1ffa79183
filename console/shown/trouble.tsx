import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { ask } from '../asking/ask'
import type { Refusal } from '../asking/refusal'
import { Program, Said } from './said'

interface Props {
  readonly of: Refusal
  /** What was to be done: `list associations`, `delete this role`. */
  readonly doing: string
  readonly onRetry?: () => void
}

/** Why something could not be done, in the place where it would have been. */
export function Trouble({ of, doing, onRetry }: Props) {
  const retry = onRetry === undefined ? undefined : <Button onClick={onRetry}>Try again</Button>
  if (of.kind === 'forbidden') return <Forbidden of={of} doing={doing} onRetry={onRetry} />
  if (of.kind === 'unreachable')
    return (
      <Alert type="error" header="The server did not answer" action={retry}>
        To {doing}, the console asks the server it came from. Is it running, and is this machine connected to it?
      </Alert>
    )
  return (
    <Alert type={of.kind === 'not found' ? 'warning' : 'error'} header={headerOf(of, doing)} action={retry}>
      <Said>{of.message}</Said> <Fineprint of={of} />
    </Alert>
  )
}

function headerOf({ kind }: Refusal, doing: string): string {
  return kind === 'expired' ? 'Your session has ended' : kind === 'not found' ? 'It is not there' : `Could not ${doing}`
}

function Forbidden({ of, doing, onRetry }: Props) {
  const [why, setWhy] = useState<string>()
  const { encodedReason, action, because } = of
  const reveal = async () => {
    if (encodedReason === undefined) return
    try {
      const { DecodedMessage = '' } = await ask('sts', 'DecodeAuthorizationMessage', { EncodedMessage: encodedReason })
      setWhy(JSON.stringify(JSON.parse(DecodedMessage), null, 2))
    } catch {
      setWhy('You may not see the whole reason: that needs sts:DecodeAuthorizationMessage.')
    }
  }
  return (
    <Alert
      type="error"
      header={`You may not ${doing}`}
      action={onRetry === undefined ? undefined : <Button onClick={onRetry}>Try again</Button>}
    >
      <SpaceBetween size="xs">
        <Box>
          <Said>{reasonOf(because, action) ?? of.message}</Said>
        </Box>
        <ExpandableSection headerText="What the server said" variant="footer">
          <SpaceBetween size="xs">
            <Box>
              <Said>{of.message}</Said> <Fineprint of={of} />
            </Box>
            {encodedReason === undefined || why !== undefined ? null : (
              <Button onClick={reveal}>Show the decision</Button>
            )}
            {why === undefined ? null : (
              <Box variant="pre">
                <Program>{why}</Program>
              </Box>
            )}
          </SpaceBetween>
        </ExpandableSection>
      </SpaceBetween>
    </Alert>
  )
}

/** `no identity-based policy allows the eks:X action` → `No policy of yours allows eks:X.` */
function reasonOf(because: string | undefined, action: string | undefined): string | undefined {
  if (because === undefined || action === undefined) return undefined
  if (because.includes('explicit deny'))
    return `A policy denies ${action}: it was refused ${because.replace(/^.*?with an/, 'with an')}.`
  if (/^no \S+ policy allows/.test(because)) {
    const [, kind = ''] = /^no (\S+) policy/.exec(because) ?? []
    return kind === 'identity-based'
      ? `No policy allows ${action}. Ask an administrator to give it to you.`
      : `No ${kind} policy allows ${action}. Ask an administrator to change it.`
  }
  return `${because.charAt(0).toUpperCase()}${because.slice(1)}.`
}

function Fineprint({ of: { code, requestId } }: { readonly of: Refusal }) {
  const parts = [code, requestId === '' ? '' : `request ${requestId}`].filter((it) => it !== '')
  return (
    <Box variant="small" color="text-body-secondary">
      ({parts.join(', ')})
    </Box>
  )
}
