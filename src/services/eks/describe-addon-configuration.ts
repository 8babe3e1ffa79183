import { operation } from '../operation'
import { text } from '../said'
import { type KnownAddon, serviceAccountsOf } from './addon-catalogue'
import { acceptableVersion, knownAddon } from './addons'

/** Shows what an add-on's `configurationValues` may say, and which of its service accounts may have roles. */
export const describeAddonConfiguration = operation({
  service: 'eks',
  name: 'DescribeAddonConfiguration',
  input: (said) => ({ name: text(said.addonName), version: text(said.addonVersion) }),
  need: () => ({ action: 'eks:DescribeAddonConfiguration', resource: '*' }),
  async handle({ name, version }, { partition }) {
    const known: KnownAddon = knownAddon(name)
    acceptableVersion(version, name)
    return {
      addonName: name,
      addonVersion: version,
      configurationSchema: JSON.stringify(known.schema),
      podIdentityConfiguration: serviceAccountsOf(known, version).map((it) => ({
        serviceAccount: it.name,
        recommendedManagedPolicies: it.policies.map((policy) => `arn:${partition}:iam::aws:policy/${policy}`),
      })),
    }
  },
})
