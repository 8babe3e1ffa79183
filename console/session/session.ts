import { z } from 'zod/mini'

/** Who is signed in, and with what. The secret parts never leave this module but to sign. */
export interface Session {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
  readonly arn: string
  readonly account: string
}

export type SessionState = 'signed out' | 'expired' | Session

const form = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  expiresAt: z.number(),
  arn: z.string(),
  account: z.string(),
})
const kept = 'podid:session'
const keeping = 'podid:keep-session'
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined
let state: SessionState = remembered()

/** Only in memory, unless the person wants a reload of this tab to stay signed in. */
export function current(): SessionState {
  return state
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function begin(session: Session): void {
  if (keepsOverReload()) sessionStorage.setItem(kept, JSON.stringify(session))
  become(session)
}

/** The session is over, though the person did not say so: pages stay as they are beneath the question to sign in again. */
export function expire(): void {
  if (state === 'signed out') return
  sessionStorage.removeItem(kept)
  become('expired')
}

export function signOut(): void {
  sessionStorage.removeItem(kept)
  become('signed out')
}

export function keepsOverReload(): boolean {
  return localStorage.getItem(keeping) === 'yes'
}

export function keepOverReload(keep: boolean): void {
  localStorage.setItem(keeping, keep ? 'yes' : 'no')
  if (!keep) sessionStorage.removeItem(kept)
  else if (typeof state === 'object') sessionStorage.setItem(kept, JSON.stringify(state))
}

function become(next: SessionState): void {
  state = next
  watchEnd()
  for (const listener of listeners) listener()
}

function watchEnd(): void {
  clearTimeout(timer)
  if (typeof state === 'object') timer = setTimeout(expire, Math.min(state.expiresAt - Date.now(), 2 ** 31 - 1))
}

function remembered(): SessionState {
  const text = sessionStorage.getItem(kept)
  if (text === null) return 'signed out'
  const read = form.safeParse(JSON.parse(text))
  if (!read.success || read.data.expiresAt <= Date.now()) return 'signed out'
  queueMicrotask(watchEnd)
  return read.data
}
