import { type OidcProvider, parseArn } from '../../domain'
import type { Tables } from '../../store'
import { type Fault, found } from '../fault'
import { type Answer, type Operation, operation, type Parts, type Said } from '../operation'
import { text } from '../said'
import { invalid, noSuch, notValid, ofACluster } from './faults'
import { quotas } from './quotas'
import { resourceTags } from './tags'

export function noProvider(arn: string): Fault {
  return noSuch(`OpenIDConnect Provider not found for arn ${arn}`)
}

/** The ARN of a provider as said; refuses what no provider can be called. */
function providerArn(value: unknown): string {
  const arn = text(value)
  const parsed = /^[\x21-\x7e]+$/.test(arn) ? parseArn(arn) : undefined
  if (parsed === undefined) throw notValid(`ARN ${arn.replace(/[^\x20-\x7e]/g, '?')} is not valid.`)
  if (parsed.service !== 'iam' || !parsed.resource.startsWith('oidc-provider/'))
    throw invalid(`ARN ${arn} is not valid.`)
  return arn
}

/** An operation on the one OIDC provider that its input names. */
export function onProvider<More>(it: {
  readonly operation: string
  readonly more: (said: Said) => More
  readonly handle: (arn: string, more: More, parts: Parts) => Promise<Answer>
}): Operation<{ readonly arn: string; readonly more: More }> {
  return operation({
    service: 'iam',
    name: it.operation,
    input: (said) => ({ arn: providerArn(said.OpenIDConnectProviderArn), more: it.more(said) }),
    need: async ({ arn }, { store }) => ({
      action: `iam:${it.operation}`,
      resource: arn,
      context: resourceTags((await store.oidcProviders.get(arn))?.tags),
    }),
    handle: ({ arn, more }, parts) => it.handle(arn, more, parts),
    about: ({ arn }) => [{ type: 'AWS::IAM::OIDCProvider', name: arn }],
  })
}

/** Changes a provider that is no cluster's. */
export async function changeProvider(
  { store }: Pick<Parts, 'store'>,
  arn: string,
  to: (provider: OidcProvider) => OidcProvider,
): Promise<Answer> {
  await store.change(async (tx) => {
    const changed = to(await changeableProvider(tx, arn))
    await tx.oidcProviders.update(arn, () => changed)
  })
  return {}
}

export async function changeableProvider(tx: Tables, arn: string, otherwise = noProvider(arn)): Promise<OidcProvider> {
  const provider = found(await tx.oidcProviders.get(arn), () => otherwise)
  if (provider.ofCluster !== undefined) throw ofACluster('provider', provider.url)
  return provider
}

export function acceptableThumbprints(thumbprints: readonly string[]): readonly string[] {
  if (thumbprints.length > quotas.thumbprintsPerProvider) {
    throw invalid(`Thumbprint list must contain fewer than ${quotas.thumbprintsPerProvider} entries.`)
  }
  if (!thumbprints.every((it) => /^[0-9a-fA-F]{40}$/.test(it))) throw invalid('A thumbprint is 40 hexadecimal digits.')
  return thumbprints
}

/** Client ids are audiences of tokens: any text that can be kept and told. */
export function acceptableClientId(clientId: string): string {
  if (/\p{C}/u.test(clientId)) throw invalid('A client id has no control characters.')
  return clientId
}
