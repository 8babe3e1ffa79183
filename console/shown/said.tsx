import type { ReactNode } from 'react'

/** Text from outside: shown as it is, in a line and a direction of its own. */
export function Said({ children }: { readonly children: ReactNode }) {
  return (
    <span className="said" dir="auto">
      {children}
    </span>
  )
}

/** What a machine reads: names of programs, ARNs, keys. */
export function Program({ children }: { readonly children: ReactNode }) {
  return <code className="program said">{children}</code>
}
