/** What the list shows, as it stands in the address. */
export interface RoleSearch {
  readonly name: string
  readonly by: 'NAME' | 'CREATED'
  readonly descending: boolean
}

export function searchOf(params: URLSearchParams): RoleSearch {
  return {
    name: params.get('name')?.slice(0, 64) ?? '',
    by: params.get('sort') === 'created' ? 'CREATED' : 'NAME',
    descending: params.get('order') === 'descending',
  }
}

/** What differs from the beginning only: an untouched list has a bare address. */
export function paramsOf({ name, by, descending }: RoleSearch): Record<string, string> {
  return {
    ...(name === '' ? {} : { name }),
    ...(by === 'NAME' ? {} : { sort: 'created' }),
    ...(descending ? { order: 'descending' } : {}),
  }
}
