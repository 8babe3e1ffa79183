import type { RouteObject } from 'react-router'

const role = {
  lazy: async () => {
    const { RolePage } = await import('./role/role-page')
    return { Component: RolePage }
  },
}

const inline = {
  lazy: async () => {
    const { InlinePage } = await import('./permissions/inline-page')
    return { Component: InlinePage }
  },
}

export const roleRoutes: RouteObject[] = [
  {
    path: 'roles',
    lazy: async () => {
      const { RolesPage } = await import('./list/roles-page')
      return { Component: RolesPage }
    },
  },
  {
    path: 'roles/new',
    lazy: async () => {
      const { RoleWizard } = await import('./wizard/role-wizard')
      return { Component: RoleWizard }
    },
  },
  {
    path: 'roles/:role/attach-policies',
    lazy: async () => {
      const { AttachPage } = await import('./permissions/attach-page')
      return { Component: AttachPage }
    },
  },
  { path: 'roles/:role/inline-policies/new', ...inline },
  { path: 'roles/:role/inline-policies/of/:policy', ...inline },
  { path: 'roles/:role', ...role },
  { path: 'roles/:role/:tab', ...role },
]
