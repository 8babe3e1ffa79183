import { existing, onPolicy, wholePolicyOnTheWire } from './managed-policies'

/** Shows a managed policy, without its documents. */
export const getPolicy = onPolicy({
  operation: 'GetPolicy',
  more: () => undefined,
  handle: async (arn, _, { store }) => ({
    Policy: await wholePolicyOnTheWire(store, await existing(store, arn)),
  }),
})
