import type { RouteObject } from 'react-router'

// No cluster can be called `+register`.
export const clustersRoutes: RouteObject[] = [
  {
    path: 'clusters',
    lazy: async () => {
      const { ClustersPage } = await import('./clusters-page')
      return { Component: ClustersPage }
    },
  },
  {
    path: 'clusters/+register',
    lazy: async () => {
      const { RegisterPage } = await import('./register-page')
      return { Component: RegisterPage }
    },
  },
  {
    path: 'clusters/:cluster/connect',
    lazy: async () => {
      const { ConnectPage } = await import('./connect-page')
      return { Component: ConnectPage }
    },
  },
]
