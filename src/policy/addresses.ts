/** An address as its bytes, 4 or 16. An IPv4 address inside IPv6 (`::ffff:…`) is the IPv4 one. */
type Bytes = readonly number[]

export interface Network {
  readonly base: Bytes
  readonly prefix: number
}

/** `203.0.113.0/24`, `2001:db8::/32`, or one address. Undefined for what is neither. */
export function networkOf(text: string): Network | undefined {
  const [address = '', length, ...more] = text.split('/')
  const base = addressOf(address)
  if (base === undefined || more.length > 0) return undefined
  if (length === undefined) return { base, prefix: base.length * 8 }
  if (!/^\d{1,3}$/.test(length) || Number(length) > base.length * 8) return undefined
  return { base, prefix: Number(length) }
}

/** A whole network is inside when its prefix is at least as long. */
export function isInside(asked: Network, { base, prefix }: Network): boolean {
  if (asked.base.length !== base.length || asked.prefix < prefix) return false
  return base.every((byte, at) => {
    const bits = Math.min(8, Math.max(0, prefix - at * 8))
    const mask = (0xff << (8 - bits)) & 0xff
    return (byte & mask) === ((asked.base[at] ?? 0) & mask)
  })
}

function addressOf(text: string): Bytes | undefined {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1]
  return four(mapped ?? text) ?? six(text)
}

/** No leading zeros: some read them as octal. */
function four(text: string): Bytes | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return undefined
  const bytes = parts.map(Number)
  return bytes.every((byte) => byte <= 255) ? bytes : undefined
}

function six(text: string): Bytes | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [before, after] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')]
  if (before === undefined || after === undefined) return undefined
  const gap = 16 - before.length - after.length
  if (halves.length === 2 ? gap < 2 : gap !== 0) return undefined
  return [...before, ...new Array<number>(gap).fill(0), ...after]
}

/** The last group may be an IPv4 address. */
function groupsOf(half: string): Bytes | undefined {
  if (half === '') return []
  const groups = half.split(':')
  const bytes: number[] = []
  for (const [at, group] of groups.entries()) {
    const last = at === groups.length - 1 && group.includes('.') ? four(group) : undefined
    if (last !== undefined) bytes.push(...last)
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff)
    else return undefined
  }
  return bytes
}
