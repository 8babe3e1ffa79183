import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'

/** What stands beside the page: a split panel, which its page loads. */
export interface Panel {
  readonly content: ReactNode
  close(): void
}

const Setting = createContext<(panel: Panel | undefined) => void>(() => {})
const Shown = createContext<Panel | undefined>(undefined)

/** Shows a panel beside this page while there is one; another `key` is another panel. */
export function usePanel(key: string | undefined, content: ReactNode, close: () => void): void {
  const set = useContext(Setting)
  const now = useRef({ content, close })
  now.current = { content, close }
  useEffect(() => {
    if (key !== undefined) set({ content: now.current.content, close: () => now.current.close() })
    return () => set(undefined)
  }, [key, set])
}

export function PanelAround({ children }: { readonly children: ReactNode }) {
  const [panel, setPanel] = useState<Panel>()
  return (
    <Setting.Provider value={setPanel}>
      <Shown.Provider value={panel}>{children}</Shown.Provider>
    </Setting.Provider>
  )
}

export function usePanelShown(): Panel | undefined {
  return useContext(Shown)
}
