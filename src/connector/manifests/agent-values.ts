import { z } from 'zod'

/**
 * What the add-on's `configurationValues` may say, as its published schema has it (services/eks/agent-schema.ts; a test holds them together).
 * Checked here again: what reaches the nodes does not rest on the server's word.
 */
const schema = z.strictObject({
  agent: z
    .strictObject({
      logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
      logFormat: z.enum(['json', 'pretty']).optional(),
      maxCacheSize: z.int().min(1).max(1_000_000).optional(),
      maxCredentialRetentionBeforeRenewal: z
        .string()
        .regex(/^[0-9]{1,6}[smhd]$/)
        .optional(),
    })
    .optional(),
})

/** The agent's flags for them. */
export function agentArgs(
  values: string | undefined,
): { readonly args: readonly string[] } | { readonly wrong: string } {
  const read = parsed(values ?? '{}')
  if ('wrong' in read) return read
  const result = schema.safeParse(read.value)
  if (!result.success) return { wrong: z.prettifyError(result.error) }
  const { agent = {} } = result.data
  const flags = {
    '--log-level': agent.logLevel ?? 'info',
    '--log-format': agent.logFormat ?? 'json',
    '--max-cache-size': agent.maxCacheSize,
    '--max-credential-retention-before-renewal': agent.maxCredentialRetentionBeforeRenewal,
  }
  return {
    args: Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)])),
  }
}

function parsed(text: string): { readonly value: unknown } | { readonly wrong: string } {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { wrong: 'They are not JSON.' }
  }
}
