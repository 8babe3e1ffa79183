import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { ClientFault } from '../../src/client'
import { keepOverReload, keepsOverReload } from './session'
import { signInWithKey } from './sign-in'

/** Asks for an access key. The secret stands in this form only, until it is exchanged. */
export function SignInForm({ trouble }: { readonly trouble?: string }) {
  const [id, setId] = useState('')
  const [secret, setSecret] = useState('')
  const [keep, setKeep] = useState(keepsOverReload())
  const [under, setUnder] = useState(false)
  const [wrong, setWrong] = useState(trouble)
  const [asked, setAsked] = useState(false)
  const missing = (value: string) => (asked && value.trim() === '' ? 'Fill this in.' : undefined)

  async function submit() {
    setAsked(true)
    if (id.trim() === '' || secret.trim() === '') return
    setUnder(true)
    try {
      keepOverReload(keep)
      await signInWithKey(id.trim(), secret.trim())
    } catch (error) {
      setWrong(inWords(error))
    } finally {
      setSecret('')
      setUnder(false)
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Form
        actions={
          <Button variant="primary" formAction="submit" loading={under}>
            Sign in
          </Button>
        }
      >
        <SpaceBetween size="l">
          {wrong === undefined ? null : <Alert type="error">{wrong}</Alert>}
          <FormField
            label="Access key ID"
            description="The administrator's is in admin.json in the data folder; podid env prints it too."
            errorText={missing(id)}
          >
            <Input
              value={id}
              onChange={({ detail }) => setId(detail.value)}
              autoFocus
              autoComplete="username"
              spellcheck={false}
              placeholder="AKIA…"
            />
          </FormField>
          <FormField
            label="Secret access key"
            description="Exchanged at once for a session of twelve hours, and forgotten."
            errorText={missing(secret)}
          >
            <Input
              type="password"
              value={secret}
              onChange={({ detail }) => setSecret(detail.value)}
              autoComplete="current-password"
            />
          </FormField>
          <Checkbox
            checked={keep}
            onChange={({ detail }) => setKeep(detail.checked)}
            description="The session is then kept in this tab until it is closed; otherwise a reload forgets it."
          >
            Stay signed in when this tab is reloaded
          </Checkbox>
        </SpaceBetween>
      </Form>
    </form>
  )
}

export function inWords(error: unknown): string {
  if (globalThis.crypto?.subtle === undefined)
    return 'This page came over plain HTTP from another machine, where browsers sign nothing. Open it by https://, or on the machine of the server by http://127.0.0.1.'
  if (!(error instanceof ClientFault)) return 'The server did not answer. Is it running?'
  switch (error.code) {
    case 'InvalidClientTokenId':
    case 'UnrecognizedClientException':
      return 'There is no such access key here. Copy it once more: it begins with AKIA.'
    case 'SignatureDoesNotMatch':
    case 'InvalidSignatureException':
      return error.message.includes('expired') || error.message.includes('not yet current')
        ? 'The clock of this machine and that of the server differ by more than five minutes. Set the clock, then try again.'
        : 'The secret access key does not belong to that access key ID. Copy it once more.'
    default:
      return error.message
  }
}
