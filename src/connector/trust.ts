import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'

/** The authorities that are trusted at the endpoint beside the world's. */
export interface Trust {
  /** PEM; '' for none. */
  pem(): string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

/** Read from `ca.crt` of a mounted ConfigMap, and again whenever it changes. */
export function trustIn(folder: string): Trust {
  const file = join(folder, 'ca.crt')
  let read: { readonly at: number; readonly pem: string; readonly ca: readonly string[] } | undefined
  const current = (): { readonly pem: string; readonly ca: readonly string[] } => {
    const at = changedAt(file)
    if (at === undefined) return { pem: '', ca: [] }
    if (read?.at !== at) {
      const pem = readFileSync(file, 'utf8').trim()
      read = { at, pem, ca: pem === '' ? [] : [...rootCertificates, pem] }
    }
    return read
  }
  return {
    pem: () => current().pem,
    fetch: (url, init) => {
      const { ca } = current()
      return fetch(url, ca.length === 0 ? init : { ...init, tls: { ca: [...ca] } })
    },
  }
}

function changedAt(file: string): number | undefined {
  try {
    return statSync(file).mtimeMs
  } catch {
    return undefined
  }
}
