import { operation } from '../operation'
import { boundaryDocument, documentsOf } from './simulation/documents'
import { saidSimulation, simulated } from './simulation/simulate'
import { aboutSource, needOnSource, saidSource, sourceRow } from './simulation/source'

/** What a role or user would be permitted: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export const simulatePrincipalPolicy = operation({
  service: 'iam',
  name: 'SimulatePrincipalPolicy',
  readOnly: true,
  input: (said) => ({ source: saidSource(said.PolicySourceArn), asked: saidSimulation(said) }),
  need: ({ source }, facts) => needOnSource('iam:SimulatePrincipalPolicy', source, facts),
  async handle({ source, asked }, { store, account }) {
    const { word, row, principal } = await sourceRow(source, { store, account })
    const identity = await documentsOf(store, word, row)
    return simulated(asked, { principal, identity, boundary: await boundaryDocument(store, row) })
  },
  about: ({ source }) => aboutSource(source),
})
