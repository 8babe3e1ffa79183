import { writeSync } from 'node:fs'
import { createServer } from 'node:net'

// Listens and never accepts: after the first connections the kernel swallows what knocks. Prints its port.
const server = createServer().listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
  const address = server.address()
  writeSync(1, `${typeof address === 'object' ? address?.port : 0}\n`)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
})
