import type { RouteObject } from 'react-router'

export const activityRoutes: RouteObject[] = [
  {
    path: 'activity',
    lazy: async () => {
      const { ActivityPage } = await import('./activity-page')
      return { Component: ActivityPage }
    },
  },
]
