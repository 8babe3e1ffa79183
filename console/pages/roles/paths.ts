import { part } from '../../shown/to'

/** Tabs of a role's page, the first under its own address. */
export const tabs = ['trust', 'permissions', 'boundary', 'tags', 'used-by', 'test'] as const
export type Tab = (typeof tabs)[number]

export const rolesPath = '/roles'
export const newRolePath = '/roles/new'
/** A role that is called `new` has its tab in its address always: `/roles/new` is where roles are made. */
export const rolePath = (name: string, tab: Tab = 'trust'): string =>
  tab === 'trust' && name !== 'new' ? `/roles/${part(name)}` : `/roles/${part(name)}/${tab}`
export const isTab = (text: string | undefined): text is Tab => tabs.some((it) => it === text)
export const attachPath = (role: string): string => `/roles/${part(role)}/attach-policies`
/** A new inline policy, or the one of that name. */
export const inlinePath = (role: string, policy?: string): string =>
  `/roles/${part(role)}/inline-policies/${policy === undefined ? 'new' : `of/${part(policy)}`}`
