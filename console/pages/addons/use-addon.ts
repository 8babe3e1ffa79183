import type { Addon, AddonInfo } from '@aws-sdk/client-eks'
import type { Refusal } from '../../asking/refusal'
import { useAsk } from '../../asking/use-ask'
import { isMoving } from './status'

/** An add-on of a cluster, asked anew often while it is on its way. */
export function useAddon(
  clusterName: string,
  addonName: string,
): { readonly addon: Addon | undefined; readonly error: Refusal | null; readonly refetch: () => void } {
  const asked = { clusterName, addonName }
  const { data, error, refetch } = useAsk('eks', 'DescribeAddon', asked, { every: 10_000 })
  const addon = data?.addon
  useAsk('eks', 'DescribeAddon', asked, { every: 1_500, when: isMoving(addon?.status) })
  return { addon, error, refetch }
}

/** What is published of an add-on. */
export function useAddonInfo(addonName: string): {
  readonly info: AddonInfo | undefined
  /** It was asked for: then no `info` means that there is no such add-on. */
  readonly known: boolean
  readonly error: Refusal | null
  readonly refetch: () => void
} {
  const { data, error, refetch } = useAsk('eks', 'DescribeAddonVersions', { addonName })
  const info = data?.addons?.find((it) => it.addonName === addonName)
  return { info, known: data !== undefined, error, refetch }
}
