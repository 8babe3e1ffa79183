import type { RouteObject } from 'react-router'

export const addonRoutes: RouteObject[] = [
  {
    path: 'clusters/:cluster/add-ons/get',
    lazy: async () => {
      const { GetAddonsPage } = await import('./get-addons-page')
      return { Component: GetAddonsPage }
    },
  },
  {
    path: 'clusters/:cluster/add-ons/get/:addon',
    lazy: async () => {
      const { NewAddonPage } = await import('./new-addon-page')
      return { Component: NewAddonPage }
    },
  },
  {
    path: 'clusters/:cluster/add-ons/:addon/edit',
    lazy: async () => {
      const { EditAddonPage } = await import('./edit-addon-page')
      return { Component: EditAddonPage }
    },
  },
]
