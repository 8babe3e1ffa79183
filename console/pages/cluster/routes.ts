import type { RouteObject } from 'react-router'

export const clusterRoutes: RouteObject[] = []
