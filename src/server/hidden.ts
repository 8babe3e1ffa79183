/** What of a service's model tells where its secrets are. */
export interface Shapes {
  readonly shapes: Readonly<Record<string, Shape | undefined>>
}
interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, { readonly shape: string; readonly streaming?: boolean } | undefined>>
  readonly member?: { readonly shape: string }
  readonly value?: { readonly shape: string }
  readonly sensitive?: boolean
  readonly streaming?: boolean
}

export const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS'

/** Hidden whatever the model says of them: Amazon's models mark some of these and not others. */
const secretNames = new Set([
  'token',
  'sessiontoken',
  'secretaccesskey',
  'webidentitytoken',
  'samlassertion',
  'tokencode',
  'password',
  'secret',
  'activationcode',
])

type Hide = (value: unknown) => unknown
const same: Hide = (value) => value

/**
 * How values of a shape are written into the audit record: secrets replaced, bodies left out, member names as CloudTrail spells them
 * (`RoleArn` → `roleArn`) where the service capitalizes them.
 */
export interface Hiding {
  readonly of: (shape: string) => Hide
}

export function hiding(model: Shapes, spell: (name: string) => string, moment: Hide = same): Hiding {
  const made = new Map<string, Hide>()
  const of = (name: string): Hide => {
    const before = made.get(name)
    if (before !== undefined) return before
    // Shapes may contain themselves.
    made.set(name, (value) => hide(value))
    const hide = build(model.shapes[name])
    made.set(name, hide)
    return hide
  }
  const build = (shape: Shape | undefined): Hide => {
    if (shape === undefined) return same
    if (shape.sensitive) return () => hidden
    if (shape.streaming || shape.type === 'blob') return () => undefined
    if (shape.type === 'timestamp') return moment
    if (shape.type === 'structure') return structure(shape)
    if (shape.type === 'list') return list(of(shape.member?.shape ?? ''))
    if (shape.type === 'map') return map(of(shape.value?.shape ?? ''))
    return same
  }
  const structure = ({ members = {} }: Shape): Hide => {
    const known = new Map(
      Object.entries(members).map(([name, member]) => [
        name,
        { name: spell(name), hide: member === undefined ? same : memberHide(name, member) },
      ]),
    )
    return (value) => {
      if (typeof value !== 'object' || value === null) return undefined
      const shown: Record<string, unknown> = {}
      for (const [name, it] of Object.entries(value)) {
        const how = known.get(name)
        if (how !== undefined && it !== undefined) shown[how.name] = how.hide(it)
      }
      return shown
    }
  }
  const memberHide = (name: string, member: { readonly shape: string; readonly streaming?: boolean }): Hide => {
    if (member.streaming) return () => undefined
    return secretNames.has(name.toLowerCase()) ? () => hidden : of(member.shape)
  }
  return { of }
}

function list(hide: Hide): Hide {
  return (value) => (Array.isArray(value) ? value.map(hide) : undefined)
}

function map(hide: Hide): Hide {
  if (hide === same) return same
  return (value) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, it]) => [key, hide(it)]))
      : undefined
}

const s3Names = new Map([['Bucket', 'bucketName']])

/** How CloudTrail spells the members of a service's requests and answers. */
export const spellings = {
  asIs: (name: string): string => name,
  lowerFirst: (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1),
  s3: (name: string): string => s3Names.get(name) ?? name.slice(0, 1).toLowerCase() + name.slice(1),
} as const

/** How CloudTrail writes moments: REST services in epoch seconds, IAM and STS in words, others as JSON does. */
export const moments = {
  epoch: (value: unknown): unknown => (value instanceof Date ? value.getTime() / 1000 : value),
  inWords: (value: unknown): unknown => (value instanceof Date ? inWords(value) : value),
} as const

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `Apr 1, 2026, 1:00:00 PM`. By hand: Intl would take megabytes for it. */
function inWords(at: Date): string {
  const hour = at.getUTCHours()
  const [, minutesAndSeconds] = /T\d{2}(:\d{2}:\d{2})/.exec(at.toISOString()) ?? []
  const day = `${months[at.getUTCMonth()]} ${at.getUTCDate()}, ${at.getUTCFullYear()}`
  return `${day}, ${hour % 12 || 12}${minutesAndSeconds} ${hour < 12 ? 'AM' : 'PM'}`
}
