import { z } from 'zod'

/**
 * What the add-on's `configurationValues` may say, as its published schema has it (services/eks/agent-schema.ts; a test holds them together).
 * Checked here again: what reaches the nodes does not rest on the server's word.
 */
const quantities = z
  .strictObject({
    cpu: z
      .string()
      .regex(/^[0-9]{1,6}m?$/)
      .optional(),
    memory: z
      .string()
      .regex(/^[0-9]{1,9}(k|Ki|M|Mi|G|Gi)?$/)
      .optional(),
  })
  .optional()

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
  resources: z.strictObject({ requests: quantities, limits: quantities }).optional(),
})

/** What the flags of the add-on's values look like among the agent's arguments, a line each: in this order, each or none. The guard goes by it. */
export const flagPattern = [
  '--log-level\n(debug|info|warn|error|silent)',
  '--log-format\n(json|pretty)',
  '--max-cache-size\n[0-9]{1,7}',
  '--max-credential-retention-before-renewal\n[0-9]{1,6}[smhd]',
]
  .map((it) => `(\n${it})?`)
  .join('')

type Quantities = Readonly<Record<string, string>>

export interface AgentValues {
  /** The agent's flags. */
  readonly args: readonly string[]
  readonly resources: { readonly requests: Quantities; readonly limits: Quantities }
}

/** What the agent gets where nothing is said. */
const usual = { requests: { cpu: '10m', memory: '96Mi' }, limits: { memory: '384Mi' } }

/** What they say of the agent's flags and of its resources. */
export function agentValues(values: string | undefined): AgentValues | { readonly wrong: string } {
  const read = parsed(values ?? '{}')
  if ('wrong' in read) return read
  const result = schema.safeParse(read.value)
  if (!result.success) return { wrong: z.prettifyError(result.error) }
  const { agent = {}, resources = {} } = result.data
  const flags = {
    '--log-level': agent.logLevel ?? 'info',
    '--log-format': agent.logFormat ?? 'json',
    '--max-cache-size': agent.maxCacheSize,
    '--max-credential-retention-before-renewal': agent.maxCredentialRetentionBeforeRenewal,
  }
  return {
    args: Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)])),
    resources: {
      requests: { ...usual.requests, ...resources.requests },
      limits: { ...usual.limits, ...resources.limits },
    },
  }
}

function parsed(text: string): { readonly value: unknown } | { readonly wrong: string } {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { wrong: 'They are not JSON.' }
  }
}
