import type { RouteObject } from 'react-router'

export const addonRoutes: RouteObject[] = []
