import { Writable } from 'node:stream'
import pino from 'pino'

export type Log = pino.Logger
export const logFormats = ['auto', 'json', 'pretty'] as const
export type LogFormat = (typeof logFormats)[number]
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Members that may carry a secret, in lower case, whoever logs them. */
const secretMembers = new Set([
  'authorization',
  'token',
  'sessiontoken',
  'secretaccesskey',
  'webidentitytoken',
  'password',
  'secret',
  'activationcode',
  'privatejwk',
  'x-amz-security-token',
])
/** Deeper than this nothing of ours is; what is there is not written. */
const deepest = 6

/** A copy without secrets. pino's own redaction reads its list of paths anew for every line, which costs more than the line. */
function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error || 'toJSON' in value) return value
  if (depth > deepest) return '[deep]'
  if (Array.isArray(value)) return value.map((it) => withoutSecrets(it, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [
      name,
      secretMembers.has(name.toLowerCase()) ? '[secret]' : withoutSecrets(it, depth + 1),
    ]),
  )
}

/** JSON lines, or lines for people; `auto` asks the terminal. Written to standard error (standard output belongs to commands), or to `to`. */
export function createLog(options: {
  readonly format: LogFormat
  readonly level: LogLevel
  readonly to?: { readonly write: (line: string) => void }
}): Log {
  const { format, level, to } = options
  const settings: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (facts) => Object(withoutSecrets(facts)),
    },
  }
  const lines = to ?? pino.destination({ dest: 2, sync: true })
  if (format === 'json' || (format === 'auto' && !process.stderr.isTTY)) return pino(settings, lines)
  return pino(
    settings,
    prettier()({
      destination: to === undefined ? 2 : lineWriter(to),
      sync: true,
      colorize: process.stderr.isTTY,
      translateTime: 'SYS:HH:MM:ss',
    }),
  )
}

/** Loaded when it is wanted: it takes as long to load as the rest of the log. */
function prettier(): typeof import('pino-pretty') {
  return require('pino-pretty')
}

function lineWriter(to: { readonly write: (line: string) => void }): NodeJS.WritableStream {
  return new Writable({
    write(chunk: Buffer, _: string, done: () => void) {
      to.write(chunk.toString())
      done()
    },
  })
}
