import type { RouteObject } from 'react-router'
import { accessTab } from '../associations/routes'

export const clusterRoutes: RouteObject[] = [
  {
    path: 'clusters/:cluster',
    lazy: async () => {
      const { ClusterPage } = await import('./cluster-page')
      return { Component: ClusterPage }
    },
    children: [
      {
        index: true,
        lazy: async () => {
          const { OverviewTab } = await import('./overview-tab')
          return { Component: OverviewTab }
        },
      },
      {
        path: 'add-ons',
        lazy: async () => {
          const { AddonsTab } = await import('../addons/addons-tab')
          return { Component: AddonsTab }
        },
      },
      accessTab,
    ],
  },
]
