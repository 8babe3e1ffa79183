import type { Said } from './operation'

// The wire has checked types and required members against the model; these give the checked value its TypeScript type and throw
// (our own trouble) if the model and the operation ever disagree.

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('The model promised a text here.')
  return value
}

export function maybeText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : text(value)
}

export function maybeNumber(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number') throw new TypeError('The model promised a number here.')
  return value
}

export function maybeFlag(value: unknown): boolean | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'boolean') throw new TypeError('The model promised true or false here.')
  return value
}

export function maybeList(value: unknown): readonly unknown[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) throw new TypeError('The model promised a list here.')
  return value
}

export function maybeTexts(value: unknown): readonly string[] | undefined {
  return maybeList(value)?.map(text)
}

export function structure(value: unknown): Said {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('The model promised a structure here.')
  }
  return value as Said
}

export function maybeStructure(value: unknown): Said | undefined {
  return value === undefined || value === null ? undefined : structure(value)
}

/** A map of texts, such as EKS tags. */
export function maybeTextMap(value: unknown): Readonly<Record<string, string>> | undefined {
  const map = maybeStructure(value)
  if (map === undefined) return undefined
  return Object.fromEntries(Object.entries(map).map(([key, it]) => [key, text(it)]))
}

/** Tags as IAM and STS say them: `[{ Key, Value }]`. */
export function maybeTags(value: unknown): readonly { readonly key: string; readonly value: string }[] | undefined {
  return maybeList(value)?.map((it) => {
    const { Key, Value } = structure(it)
    return { key: text(Key), value: text(Value) }
  })
}

export function maybeDate(value: unknown): Date | undefined {
  if (value === undefined || value === null) return undefined
  if (!(value instanceof Date)) throw new TypeError('The model promised a moment here.')
  return value
}
