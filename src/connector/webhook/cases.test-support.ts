import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { officialSettings, type WebhookSettings } from './settings'

const folder = join(import.meta.dir, '../../../tests/cases/webhook')

const webhookCase = z.strictObject({
  name: z.string(),
  /** The part of agent-and-webhook.md, or the issue, that asks for it. */
  rule: z.string().regex(/^(B\.[2-8]|D2(\.\d+)?|issue \d+)$/),
  associated: z.boolean(),
  /** Of the service account; absent when it is unknown. */
  annotations: z.record(z.string(), z.string()).optional(),
  configured: z
    .strictObject({
      roleArn: z.string(),
      audience: z.string().optional(),
      regionalSts: z.boolean().optional(),
      tokenExpiration: z.number().optional(),
    })
    .optional(),
  /** What differs from the official webhook's defaults. */
  settings: z.record(z.string(), z.unknown()).optional(),
  /** What the dice show, from 0 on and below 1; 0 where nothing is said. */
  chance: z.number().optional(),
  pod: z.unknown(),
  expected: z.unknown(),
  /** Absent: none is looked at. */
  warnings: z.array(z.string()).optional(),
})

export type WebhookCase = z.infer<typeof webhookCase>

export function topics(): readonly (readonly [topic: string, cases: readonly WebhookCase[]])[] {
  return readdirSync(folder)
    .sort()
    .map((file) => [
      file.replace('.json', ''),
      z.array(webhookCase).parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
    ])
}

export function settingsOf({ settings }: WebhookCase): WebhookSettings {
  const unknown = Object.keys(settings ?? {}).filter((it) => !known.has(it))
  if (unknown.length > 0) throw new Error(`no such setting: ${unknown}`)
  return { ...officialSettings, ...settings }
}

const known = new Set([...Object.keys(officialSettings), 'composeRoleArn', 'injectEndpoint'])
