import type { Model, PaginationModel } from '../wire'

type Said = Readonly<Record<string, unknown>>

export function pagingOf(model: Model, operation: string): PaginationModel | undefined {
  return Object.hasOwn(model.pagination, operation) ? model.pagination[operation] : undefined
}

/** The input that asks for the page after `output`, or undefined after the last. Throws when a page leads back to itself. */
export function nextInput(paging: PaginationModel, input: Said, output: Said): Said | undefined {
  if (paging.more_results !== undefined && output[paging.more_results] === false) return undefined
  const names = list(paging.input_token)
  const values = list(paging.output_token).map((path) => valueAt(path, output))
  if (values.every((it) => it === undefined || it === null || it === '')) return undefined
  const tokens = Object.fromEntries(names.map((name, at) => [name, values[at] ?? undefined]))
  if (names.every((name) => input[name] === tokens[name]))
    throw new Error('The service answered a page that leads to itself.')
  return { ...input, ...tokens }
}

export function itemsOf({ result_key }: PaginationModel, output: Said): readonly unknown[] {
  const [key = ''] = list(result_key)
  const items = output[key]
  return Array.isArray(items) ? items : []
}

/** botocore's paths: a member, `Contents[-1].Key`, and `A || B`. */
function valueAt(path: string, output: Said): unknown {
  for (const one of path.split('||')) {
    const [, name = '', part] = /^\s*([A-Za-z]+)(?:\[-1\]\.([A-Za-z]+))?\s*$/.exec(one) ?? []
    const value = output[name]
    const found = part === undefined ? value : Array.isArray(value) ? value.at(-1)?.[part] : undefined
    if (found !== undefined && found !== null && found !== '') return found
  }
  return undefined
}

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)
