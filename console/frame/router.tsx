import { createBrowserRouter, Navigate } from 'react-router'
import { activityRoutes } from '../pages/activity/routes'
import { addonRoutes } from '../pages/addons/routes'
import { associationRoutes } from '../pages/associations/routes'
import { clusterRoutes } from '../pages/cluster/routes'
import { clustersRoutes } from '../pages/clusters/routes'
import { explainRoutes } from '../pages/explain/routes'
import { roleRoutes } from '../pages/roles/routes'
import { base } from '../place'
import { Broken } from './broken'
import { Frame } from './frame'
import { Nowhere } from './nowhere'
import { Waiting } from './waiting'

/** Every page, loaded when it is asked for. */
export const router = createBrowserRouter(
  [
    {
      path: '/',
      element: <Frame />,
      hydrateFallbackElement: <Waiting for="Loading the console" />,
      children: [
        {
          errorElement: <Broken />,
          children: [
            { index: true, element: <Navigate to="/clusters" replace /> },
            ...clustersRoutes,
            ...clusterRoutes,
            ...addonRoutes,
            ...associationRoutes,
            ...roleRoutes,
            ...explainRoutes,
            ...activityRoutes,
            { path: '*', element: <Nowhere /> },
          ],
        },
      ],
    },
  ],
  { basename: base },
)
