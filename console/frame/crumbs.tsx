import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

export interface Crumb {
  readonly text: string
  /** A path of the console. */
  readonly to: string
}

const Setting = createContext<(crumbs: readonly Crumb[]) => void>(() => {})
const Shown = createContext<readonly Crumb[]>([])

/** Says where this page is, above it and in the title of the tab; each page says it once. */
export function useCrumbs(crumbs: readonly Crumb[]): void {
  const set = useContext(Setting)
  const text = JSON.stringify(crumbs)
  // biome-ignore lint/correctness/useExhaustiveDependencies: crumbs are compared by what they say
  useEffect(() => {
    set(crumbs)
    document.title = [...crumbs.map((it) => it.text).reverse(), 'podid'].join(' · ')
  }, [text, set])
}

export function CrumbsAround({ children }: { readonly children: ReactNode }) {
  const [crumbs, setCrumbs] = useState<readonly Crumb[]>([])
  return (
    <Setting.Provider value={setCrumbs}>
      <Shown.Provider value={crumbs}>{children}</Shown.Provider>
    </Setting.Provider>
  )
}

export function useCrumbsShown(): readonly Crumb[] {
  return useContext(Shown)
}
