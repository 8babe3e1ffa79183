import type { RouteObject } from 'react-router'

export const explainRoutes: RouteObject[] = [
  {
    path: 'explain',
    lazy: async () => {
      const { ExplainPage } = await import('./explain-page')
      return { Component: ExplainPage }
    },
  },
]
