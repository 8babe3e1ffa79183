import { Writable } from 'node:stream'
import pino from 'pino'
import pretty from 'pino-pretty'

export type Log = pino.Logger
export const logFormats = ['auto', 'json', 'pretty'] as const
export type LogFormat = (typeof logFormats)[number]
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Members that may carry a secret, at the top and one or two levels down, whoever logs them. */
const secretMembers = [
  'authorization',
  'Authorization',
  'token',
  'Token',
  'sessionToken',
  'SessionToken',
  'secretAccessKey',
  'SecretAccessKey',
  'webIdentityToken',
  'WebIdentityToken',
  'password',
  'secret',
  'activationCode',
  'privateJwk',
  '["x-amz-security-token"]',
]

function paths(member: string): string[] {
  const joined = member.startsWith('[') ? member : `.${member}`
  return [member, `*${joined}`, `*.*${joined}`]
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
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secretMembers.flatMap(paths), censor: '[secret]' },
  }
  const lines = to ?? pino.destination({ dest: 2, sync: true })
  if (format === 'json' || (format === 'auto' && !process.stderr.isTTY)) return pino(settings, lines)
  return pino(
    settings,
    pretty({
      destination: to === undefined ? 2 : lineWriter(to),
      sync: true,
      colorize: process.stderr.isTTY,
      translateTime: 'SYS:HH:MM:ss',
    }),
  )
}

function lineWriter(to: { readonly write: (line: string) => void }): NodeJS.WritableStream {
  return new Writable({
    write(chunk: Buffer, _: string, done: () => void) {
      to.write(chunk.toString())
      done()
    },
  })
}
