import { type Crumb, useCrumbs } from '../../frame/crumbs'
import { part } from '../../shown/to'

export function useAddonCrumbs(cluster: string, ...more: readonly Crumb[]): void {
  const here = `/clusters/${part(cluster)}`
  useCrumbs([
    { text: 'Clusters', to: '/clusters' },
    { text: cluster, to: here },
    { text: 'Add-ons', to: `${here}/add-ons` },
    ...more,
  ])
}
