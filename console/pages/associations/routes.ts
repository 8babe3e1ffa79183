import type { RouteObject } from 'react-router'

/** The cluster's tab Access. */
export const accessTab: RouteObject = {
  path: 'access',
  lazy: async () => {
    const { AccessTab } = await import('./list/access-tab')
    return { Component: AccessTab }
  },
}

export const associationRoutes: RouteObject[] = [
  {
    path: 'clusters/:cluster/associations/new',
    lazy: async () => {
      const { NewAssociationPage } = await import('./form/new-association-page')
      return { Component: NewAssociationPage }
    },
  },
  {
    path: 'clusters/:cluster/associations/:id',
    lazy: async () => {
      const { AssociationPage } = await import('./one/association-page')
      return { Component: AssociationPage }
    },
  },
  {
    path: 'clusters/:cluster/associations/:id/edit',
    lazy: async () => {
      const { EditAssociationPage } = await import('./form/edit-association-page')
      return { Component: EditAssociationPage }
    },
  },
]
