import type { RouteObject } from 'react-router'

/** The cluster's tab Access. */
export const accessTab: RouteObject = {
  path: 'access',
  lazy: async () => {
    const { AccessTab } = await import('./list/access-tab')
    return { Component: AccessTab }
  },
}

export const associationRoutes: RouteObject[] = []
