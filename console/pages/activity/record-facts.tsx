import Alert from '@cloudscape-design/components/alert'
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
import { Program, Said } from '../../shown/said'
import { part, To, ToButton } from '../../shown/to'
import { explainLink } from './links'
import { Outcome } from './outcome'
import { type Recorded, roleNameOf, shortOf } from './recorded'

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' })

/** What a record says first: who, what, which role, which pod, from where, and why it was refused. */
export function RecordFacts({ record }: { readonly record: Recorded }) {
  const { refused, exchange } = record
  const explain = explainLink(exchange)
  return (
    <SpaceBetween size="l">
      {refused === undefined ? null : (
        <Alert
          type="error"
          header={`Refused: ${refused.code}`}
          action={explain === undefined ? undefined : <ToButton to={explain}>Explain</ToButton>}
        >
          <Said>{refused.message}</Said>
          {exchange !== undefined && explain === undefined
            ? ' Nobody proved which pod asked, so that its road cannot be explained.'
            : null}
        </Alert>
      )}
      <KeyValuePairs columns={2} items={[...what(record), ...(exchange === undefined ? [] : whose(record))]} />
    </SpaceBetween>
  )
}

type Items = readonly KeyValuePairsProps.Item[]

function what(record: Recorded): Items {
  const { at, name, source, user, userArn, userType, accessKeyId, address, program } = record
  return [
    { label: 'Outcome', value: <Outcome of={record} /> },
    { label: 'When', value: at === undefined ? '-' : exact.format(at) },
    { label: 'What', value: <Said>{name}</Said> },
    { label: 'Service', value: said(source) },
    { label: 'Asked by', value: <Asker user={user} arn={userArn} type={userType} /> },
    { label: 'With access key', value: asWritten(accessKeyId) },
    { label: 'From', value: said(address) },
    { label: 'Program', value: said(program) },
    {
      label: 'Resources',
      value: said(record.resources.map((it) => shortOf(it.name)).join(', ')),
    },
  ]
}

function Asker({ user, arn, type }: { readonly user?: string; readonly arn?: string; readonly type?: string }) {
  if (user === undefined && arn === undefined) return <>Nobody who was proved</>
  return (
    <>
      <Said>{user ?? arn}</Said> {type === undefined ? null : `(${type})`}
    </>
  )
}

function whose({ exchange = {} }: Recorded): Items {
  const { cluster, namespace, serviceAccount, pod, node, associationId, roleArn, targetRoleArn, givenKeyId } = exchange
  return [
    { label: 'Cluster', value: link(cluster, `/clusters/${part(cluster ?? '')}`) },
    { label: 'Pod', value: said(pod === undefined ? undefined : `${namespace}/${pod}`) },
    { label: 'Service account', value: said(serviceAccount) },
    { label: 'Node', value: said(node) },
    {
      label: 'Association',
      value: link(associationId, `/clusters/${part(cluster ?? '')}/associations/${part(associationId ?? '')}`),
    },
    { label: 'Role', value: <RoleLink arn={roleArn} /> },
    ...(targetRoleArn === undefined ? [] : [{ label: 'Target role', value: <RoleLink arn={targetRoleArn} /> }]),
    { label: 'Session given', value: asWritten(exchange.sessionArn) },
    {
      label: 'Key given',
      value:
        givenKeyId === undefined ? (
          '-'
        ) : (
          <>
            <Program>{givenKeyId}</Program>{' '}
            <To to={`/activity?kind=all&key=${part(givenKeyId)}`}>What was done with it</To>
          </>
        ),
    },
  ]
}

function RoleLink({ arn }: { readonly arn: string | undefined }) {
  if (arn === undefined) return <>-</>
  const name = roleNameOf(arn)
  return (
    <To to={`/roles/${part(name.slice(name.lastIndexOf('/') + 1))}`}>
      <Said>{name}</Said>
    </To>
  )
}

function link(text: string | undefined, to: string): ReactNode {
  return text === undefined ? (
    '-'
  ) : (
    <To to={to}>
      <Said>{text}</Said>
    </To>
  )
}

const said = (text: string | undefined): ReactNode => (text === undefined || text === '' ? '-' : <Said>{text}</Said>)
const asWritten = (text: string | undefined): ReactNode => (text === undefined ? '-' : <Program>{text}</Program>)
