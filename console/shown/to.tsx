import Button, { type ButtonProps } from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import type { ReactNode } from 'react'
import { useHref, useNavigate } from 'react-router'

/** A link to another page of the console. `to` is a path such as `/clusters/blue`; parts from outside go through `part`. */
export function To({
  to,
  children,
  primary = false,
}: {
  readonly to: string
  readonly children: ReactNode
  readonly primary?: boolean
}) {
  const navigate = useNavigate()
  return (
    <Link
      href={useHref(to)}
      variant={primary ? 'primary' : undefined}
      onFollow={(event) => {
        event.preventDefault()
        navigate(to)
      }}
    >
      {children}
    </Link>
  )
}

/** A button that leads to another page of the console. */
export function ToButton({
  to,
  children,
  variant,
  disabled,
  label,
}: {
  readonly to: string
  readonly children: ReactNode
  readonly variant?: ButtonProps.Variant
  readonly disabled?: boolean
  /** For those who hear the page, where the words alone do not say which. */
  readonly label?: string
}) {
  const navigate = useNavigate()
  return (
    <Button
      href={useHref(to)}
      variant={variant}
      disabled={disabled}
      ariaLabel={label}
      onFollow={(event) => {
        event.preventDefault()
        navigate(to)
      }}
    >
      {children}
    </Button>
  )
}

/** A name as a part of a path. */
export const part = (name: string): string => encodeURIComponent(name)
