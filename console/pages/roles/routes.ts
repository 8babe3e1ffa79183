import type { RouteObject } from 'react-router'

export const roleRoutes: RouteObject[] = []
