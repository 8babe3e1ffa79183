import type { RouteObject } from 'react-router'

export const associationRoutes: RouteObject[] = []
