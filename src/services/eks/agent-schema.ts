/** What a container asks for or is held to, as Kubernetes writes quantities. */
const quantities = {
  type: 'object',
  additionalProperties: false,
  properties: {
    cpu: { type: 'string', pattern: '^[0-9]{1,6}m?$', description: 'Such as 50m.' },
    memory: { type: 'string', pattern: '^[0-9]{1,9}(k|Ki|M|Mi|G|Gi)?$', description: 'Such as 96Mi.' },
  },
} as const

/**
 * What `configurationValues` of `eks-pod-identity-agent` may say: settings of our agent (src/agent/config.ts) that are not decided by where
 * it runs. Whoever installs the agent applies all of them.
 */
export const agentSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  additionalProperties: false,
  properties: {
    agent: {
      type: 'object',
      additionalProperties: false,
      description: 'Settings of the agent on each node.',
      properties: {
        logLevel: {
          type: 'string',
          enum: ['debug', 'info', 'warn', 'error', 'silent'],
          description: 'The least that is logged.',
        },
        logFormat: { type: 'string', enum: ['json', 'pretty'], description: 'The form of a log line.' },
        maxCacheSize: {
          type: 'integer',
          minimum: 1,
          maximum: 1_000_000,
          description: 'How many pods are remembered.',
        },
        maxCredentialRetentionBeforeRenewal: {
          type: 'string',
          pattern: '^[0-9]{1,6}[smhd]$',
          description: 'Renew credentials after this time at the latest, such as 3h.',
        },
      },
    },
    resources: {
      type: 'object',
      additionalProperties: false,
      description: 'Of the agent on each node of a Kubernetes; processes of this machine have none.',
      properties: { requests: quantities, limits: quantities },
    },
  },
} as const
