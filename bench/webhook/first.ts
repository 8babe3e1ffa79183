import { connect } from 'node:tls'

export interface FirstAnswers {
  /** Milliseconds from the start to the first answer of any kind, and to the first right one. */
  readonly after: number
  readonly rightAfter: number
  /** Pods let through without their identity before that. */
  readonly wrong: number
}

const patience = 30_000

/** Sends the same admission until it is answered rightly: with a patch. */
export async function firstAnswers(port: number, ca: string, request: string, began: number): Promise<FirstAnswers> {
  let after: number | undefined
  let wrong = 0
  while (performance.now() - began < patience) {
    const answer = await once(port, ca, request).catch(() => undefined)
    const now = performance.now() - began
    if (answer?.startsWith('HTTP/1.1 200')) {
      after ??= now
      if (answer.includes('"patch"')) return { after, rightAfter: now, wrong }
      wrong += 1
    }
    await Bun.sleep(2)
  }
  throw new Error('The webhook does not decide rightly.')
}

function once(port: number, ca: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca, servername: 'localhost' }, () => socket.write(request))
    let text = ''
    socket.on('data', (data) => {
      text += String(data)
      const end = text.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0)
      if (Buffer.byteLength(text) < end + 4 + length) return
      socket.destroy()
      resolve(text)
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed')))
  })
}
