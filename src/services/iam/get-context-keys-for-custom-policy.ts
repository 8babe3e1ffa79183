import { operation } from '../operation'
import { maybeTexts } from '../said'
import { contextKeysIn } from './simulation/context-keys'
import { saidDocuments } from './simulation/documents'

/** Which condition keys policies ask for: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html */
export const getContextKeysForCustomPolicy = operation({
  service: 'iam',
  name: 'GetContextKeysForCustomPolicy',
  input: ({ PolicyInputList }) => saidDocuments('PolicyInputList', maybeTexts(PolicyInputList)),
  need: () => ({ action: 'iam:GetContextKeysForCustomPolicy', resource: '*' }),
  handle: async (documents) => ({ ContextKeyNames: contextKeysIn(documents) }),
})
