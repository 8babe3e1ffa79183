import { text } from '../said'
import { changeProvider, onProvider } from './oidc-providers'

/** Removes an audience of an OIDC provider. Removing what is not there changes nothing. */
export const removeClientIDFromOpenIDConnectProvider = onProvider({
  operation: 'RemoveClientIDFromOpenIDConnectProvider',
  more: (said) => text(said.ClientID),
  handle: (arn, clientId, parts) =>
    changeProvider(parts, arn, (provider) => ({
      ...provider,
      clientIds: provider.clientIds.filter((it) => it !== clientId),
    })),
})
