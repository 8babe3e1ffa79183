/** The page that asked for a role, as a path of the console; anything else is nowhere. */
export function cameFrom(then: string | null): string | undefined {
  if (then === null || !then.startsWith('/')) return undefined
  try {
    const nowhere = 'http://console.invalid'
    const { origin, pathname, search } = new URL(then, nowhere)
    return origin === nowhere && !pathname.startsWith('//') ? pathname + search : undefined
  } catch {
    return undefined
  }
}

/** Back there, with the role chosen: `?role=<its ARN>`. */
export function backWith(path: string, roleArn: string): string {
  const [before = '', query = ''] = path.split('?', 2)
  const params = new URLSearchParams(query)
  params.set('role', roleArn)
  return `${before}?${params}`
}
