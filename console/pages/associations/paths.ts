import { part } from '../../shown/to'

interface Place {
  readonly clusterName: string
  readonly associationId: string
}

export const tabOf = (cluster: string): string => `/clusters/${part(cluster)}/access`
export const newOf = (cluster: string): string => `/clusters/${part(cluster)}/associations/new`
export const pathOf = ({ clusterName, associationId }: Place): string =>
  `/clusters/${part(clusterName)}/associations/${part(associationId)}`
export const editOf = (place: Place): string => `${pathOf(place)}/edit`
export const addonPath = (cluster: string, name: string): string =>
  `/clusters/${part(cluster)}/add-ons/${part(name)}/edit`
