import { z } from 'zod'

/** The add-on's configuration, as its schema has it (src/services/eks/agent-schema.ts). */
const configuration = z.strictObject({
  agent: z
    .strictObject({
      logLevel: z.string().default('warn'),
      logFormat: z.string().optional(),
      maxCacheSize: z.number().optional(),
      maxCredentialRetentionBeforeRenewal: z.string().optional(),
    })
    .prefault({}),
  /** Of containers: a process of this machine has none. */
  resources: z.unknown().optional(),
})

/** The agent's flags for what the add-on's `configurationValues` say, JSON text. Throws when they say what no flag can. */
export function agentFlags(values = '{}'): readonly string[] {
  const { agent } = configuration.parse(JSON.parse(values))
  const flags = {
    '--log-level': agent.logLevel,
    '--log-format': agent.logFormat,
    '--max-cache-size': agent.maxCacheSize,
    '--max-credential-retention-before-renewal': agent.maxCredentialRetentionBeforeRenewal,
  }
  return Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)]))
}
