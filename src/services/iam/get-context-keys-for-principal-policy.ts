import { operation } from '../operation'
import { maybeTexts } from '../said'
import { contextKeysIn } from './simulation/context-keys'
import { documentsOf, saidDocuments } from './simulation/documents'
import { aboutSource, needOnSource, saidSource, sourceRow } from './simulation/source'

/** Which condition keys the policies of a role or user ask for: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html */
export const getContextKeysForPrincipalPolicy = operation({
  service: 'iam',
  name: 'GetContextKeysForPrincipalPolicy',
  input: ({ PolicySourceArn, PolicyInputList }) => ({
    source: saidSource(PolicySourceArn),
    documents: saidDocuments('PolicyInputList', maybeTexts(PolicyInputList)),
  }),
  need: ({ source }, facts) => needOnSource('iam:GetContextKeysForPrincipalPolicy', source, facts),
  async handle({ source, documents }, { store, account }) {
    const { word, row } = await sourceRow(source, { store, account })
    return { ContextKeyNames: contextKeysIn([...(await documentsOf(store, word, row)), ...documents]) }
  },
  about: ({ source }) => aboutSource(source),
})
