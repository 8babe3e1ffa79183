import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

export interface Notice {
  readonly type: 'success' | 'error' | 'info' | 'warning' | 'in-progress'
  readonly header?: string
  readonly content: ReactNode
}

interface Notices {
  /** Puts a notice above the page; one of the same id is replaced. Answers its id. */
  tell(notice: Notice, id?: string): string
  forget(id: string): void
}

const Told = createContext<Notices>({ tell: () => '', forget: () => {} })
const Shown = createContext<readonly FlashbarProps.MessageDefinition[]>([])

/** What was done, above the page, until it is closed. */
export function useNotices(): Notices {
  return useContext(Told)
}

export function NoticesAround({ children }: { readonly children: ReactNode }) {
  const [all, setAll] = useState<readonly FlashbarProps.MessageDefinition[]>([])
  const notices = useMemo<Notices>(() => {
    const forget = (id: string) => setAll((before) => before.filter((it) => it.id !== id))
    return {
      forget,
      tell({ type, header, content }, id = crypto.randomUUID()) {
        const item: FlashbarProps.MessageDefinition = {
          id,
          type: type === 'in-progress' ? 'info' : type,
          loading: type === 'in-progress',
          header,
          content,
          dismissible: true,
          dismissLabel: 'Close this notice',
          onDismiss: () => forget(id),
        }
        setAll((before) => [item, ...before.filter((it) => it.id !== id)].slice(0, 5))
        return id
      },
    }
  }, [])
  return (
    <Told.Provider value={notices}>
      <Shown.Provider value={all}>{children}</Shown.Provider>
    </Told.Provider>
  )
}

export function NoticeBar() {
  return <Flashbar items={useContext(Shown)} />
}
