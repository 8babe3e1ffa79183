import type { RouteObject } from 'react-router'

export const clustersRoutes: RouteObject[] = [
  {
    path: 'clusters',
    lazy: async () => {
      const { ClustersPage } = await import('./clusters-page')
      return { Component: ClustersPage }
    },
  },
]
