import { readFileSync, statSync } from 'node:fs'

export type Send = (url: string, init: RequestInit) => Promise<Response>

/** A `fetch` that trusts the authorities of a file in place of the system's; the file is read anew when it changes. Without a file: `fetch`. */
export function trusting(file: string | undefined): Send {
  if (file === undefined || file === '') return (url, init) => fetch(url, init)
  let read: { readonly at: number; readonly ca: string } | undefined
  return async (url, init) => {
    const at = statSync(file).mtimeMs
    if (read?.at !== at) read = { at, ca: readFileSync(file, 'utf8') }
    return fetch(url, { ...init, tls: { ca: read.ca } })
  }
}
