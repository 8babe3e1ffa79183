/** What a refusal told, wherever its protocol has it. */
export interface Answered {
  readonly code: string
  readonly message: string
  readonly requestId: string
  /** All that stands beside them. */
  readonly members: Readonly<Record<string, unknown>>
}

export function answered(headers: Headers, text: string): Answered {
  const requestId = headers.get('x-amzn-requestid') ?? headers.get('x-amz-request-id') ?? ''
  if (headers.get('content-type')?.includes('json')) {
    const { message = '', __type, ...members } = text === '' ? {} : JSON.parse(text)
    const code = headers.get('x-amzn-errortype')?.split(':')[0] ?? ''
    if (__type !== undefined && __type !== code) throw new Error(`${__type} in the body, ${code} in the header.`)
    return { code, message, members, requestId }
  }
  const error = /<Error>([\s\S]*)<\/Error>/.exec(text)?.[1] ?? ''
  const all = [...error.matchAll(/<([A-Za-z0-9-]+)>([^<]*)<\/\1>/g)].map(([, name, value]) => [name, plain(value)])
  const { Code = '', Message = '', Type: _, RequestId: __, HostId: ___, ...members } = Object.fromEntries(all)
  return { code: Code, message: Message, members, requestId }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function plain(xml = ''): string {
  return xml.replace(/&(?:#x?([0-9a-fA-F]+)|(\w+));/g, (whole, digits?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole
    return String.fromCodePoint(Number.parseInt(digits ?? '0', whole.startsWith('&#x') ? 16 : 10))
  })
}
