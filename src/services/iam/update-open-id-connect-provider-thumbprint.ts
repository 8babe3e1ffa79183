import { maybeTexts } from '../said'
import { acceptableThumbprints, changeProvider, onProvider } from './oidc-providers'

/** Gives an OIDC provider other thumbprints. */
export const updateOpenIDConnectProviderThumbprint = onProvider({
  operation: 'UpdateOpenIDConnectProviderThumbprint',
  more: (said) => acceptableThumbprints(maybeTexts(said.ThumbprintList) ?? []),
  handle: (arn, thumbprints, parts) => changeProvider(parts, arn, (provider) => ({ ...provider, thumbprints })),
})
