import type { RouteObject } from 'react-router'

export const explainRoutes: RouteObject[] = []
