import { logFormats, logLevels } from './log'
import { oneOf } from './setting-kinds'
import type { Setting } from './settings'

/** How a program of ours is told to log. */
export const logSettings = {
  logFormat: {
    about: 'json, pretty, or auto: pretty on a terminal',
    value: 'FORMAT',
    read: oneOf(logFormats),
    otherwise: 'auto' as const,
  },
  logLevel: {
    about: 'debug, info, warn, error or silent',
    value: 'LEVEL',
    read: oneOf(logLevels),
    otherwise: 'info' as const,
  },
} satisfies Readonly<Record<string, Setting<unknown>>>
