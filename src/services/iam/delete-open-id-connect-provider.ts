import { noSuch } from './faults'
import { changeableProvider, onProvider } from './oidc-providers'

/** Deletes an OIDC provider: its tokens get no role any more. */
export const deleteOpenIDConnectProvider = onProvider({
  operation: 'DeleteOpenIDConnectProvider',
  more: () => undefined,
  async handle(arn, _, { store }) {
    await store.change(async (tx) => {
      await changeableProvider(tx, arn, noSuch(`OpenId connect Provider ${arn} cannot be found.`))
      await tx.oidcProviders.remove(arn)
    })
    return {}
  },
})
