import { text } from '../said'
import { overQuota } from './faults'
import { acceptableClientId, changeProvider, onProvider } from './oidc-providers'
import { quotas } from './quotas'

/** Adds an audience that an OIDC provider's tokens may be for. Adding what is there changes nothing. */
export const addClientIDToOpenIDConnectProvider = onProvider({
  operation: 'AddClientIDToOpenIDConnectProvider',
  more: (said) => acceptableClientId(text(said.ClientID)),
  handle: (arn, clientId, parts) =>
    changeProvider(parts, arn, (provider) => {
      const clientIds = [...new Set([...provider.clientIds, clientId])]
      if (clientIds.length > quotas.clientIdsPerProvider) {
        throw overQuota('ClientIdsPerOpenIdConnectProvider', quotas.clientIdsPerProvider)
      }
      return { ...provider, clientIds }
    }),
})
