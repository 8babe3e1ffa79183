import { operation } from '../operation'
import { saidSimulation, simulated } from './simulation/simulate'

/** What policies would permit: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
export const simulateCustomPolicy = operation({
  service: 'iam',
  name: 'SimulateCustomPolicy',
  readOnly: true,
  input: saidSimulation,
  need: () => ({ action: 'iam:SimulateCustomPolicy', resource: '*' }),
  async handle(asked, { account }) {
    const nobody = { kind: 'user' as const, arn: '', account, ids: [] }
    return simulated(asked, { principal: nobody, identity: [] })
  },
})
