import { writeSync } from 'node:fs'

type Say = (...said: readonly [facts: object, what: string] | readonly [what: string]) => void

/** One line an event: what happened, and the facts beside it. */
export interface Log {
  readonly debug: Say
  readonly info: Say
  readonly warn: Say
  readonly error: Say
  /** Whether a line of this level is written at all. */
  isLevelEnabled(level: LogLevel): boolean
}

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

/** A copy without secrets. */
function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
  if (value instanceof Error) return { type: value.name, message: value.message, stack: value.stack }
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
  const plain = format === 'json' || (format === 'auto' && !process.stderr.isTTY)
  const write = to === undefined ? toStandardError : (line: string): void => to.write(line)
  const out = plain ? write : prettily(write)
  const least = logLevels.indexOf(level)
  const isLevelEnabled = (name: LogLevel): boolean => logLevels.indexOf(name) >= least
  const say = (name: LogLevel): Say => {
    if (!isLevelEnabled(name)) return () => {}
    return (...said) => {
      const [facts, what] = said.length === 1 ? [{}, said[0]] : said
      const line = { level: name, time: new Date().toISOString(), ...Object(withoutSecrets(facts)), msg: what }
      out(`${JSON.stringify(line)}\n`)
    }
  }
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error'), isLevelEnabled }
}

/** Milliseconds that a line waits for a reader that is behind; then it is lost. A log that cannot be written stops nothing. */
const patience = 1_000

function toStandardError(line: string): void {
  const bytes = Buffer.from(line)
  for (let at = 0, waited = 0; at < bytes.length && waited < patience; ) {
    try {
      at += writeSync(2, bytes, at)
    } catch (why) {
      if (!(why instanceof Error && 'code' in why && why.code === 'EAGAIN')) return
      Bun.sleepSync(1)
      waited += 1
    }
  }
}

/** Loaded when it is wanted: it takes as long to load as the rest of a program. */
function prettily(write: (line: string) => void): (line: string) => void {
  const { prettyFactory }: typeof import('pino-pretty') = require('pino-pretty')
  const pretty = prettyFactory({ colorize: process.stderr.isTTY, translateTime: 'SYS:HH:MM:ss' })
  return (line) => write(pretty(line))
}
