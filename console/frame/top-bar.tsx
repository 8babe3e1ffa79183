import TopNavigation from '@cloudscape-design/components/top-navigation'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { queries } from '../asking/use-ask'
import { base, region } from '../place'
import { keepOverReload, keepsOverReload, signOut } from '../session/session'
import { useSession } from '../session/use-session'
import { changeLook, useLook } from './look'

/** Who is signed in, and how it looks. */
export function TopBar() {
  const session = useSession()
  const { mode, density } = useLook()
  const navigate = useNavigate()
  const [keeps, setKeeps] = useState(keepsOverReload())
  const arn = typeof session === 'object' ? session.arn : ''
  const account = typeof session === 'object' ? session.account : ''

  function act(id: string) {
    if (id === 'mode') changeLook({ mode: mode === 'dark' ? 'light' : 'dark' })
    if (id === 'density') changeLook({ density: density === 'compact' ? 'comfortable' : 'compact' })
    if (id === 'keep') {
      keepOverReload(!keeps)
      setKeeps(!keeps)
    }
    if (id === 'sign-out') {
      signOut()
      queries.clear()
    }
  }

  return (
    <TopNavigation
      identity={{
        href: `${base}/clusters`,
        title: 'podid',
        onFollow: (event) => {
          event.preventDefault()
          navigate('/clusters')
        },
      }}
      utilities={[
        {
          type: 'menu-dropdown',
          text: nameOf(arn),
          description: arn,
          iconName: 'user-profile',
          onItemClick: ({ detail }) => act(detail.id),
          items: [
            { id: 'account', text: `Account ${account}, ${region}`, disabled: true },
            { id: 'mode', itemType: 'checkbox', text: 'Dark mode', checked: mode === 'dark' },
            { id: 'density', itemType: 'checkbox', text: 'Compact density', checked: density === 'compact' },
            { id: 'keep', itemType: 'checkbox', text: 'Stay signed in on reload', checked: keeps },
            { id: 'sign-out', text: 'Sign out' },
          ],
        },
      ]}
    />
  )
}

/** `arn:aws:iam::1:user/ops/alice` → `alice`; `arn:aws:iam::1:root` → `root`. */
function nameOf(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1)
}
