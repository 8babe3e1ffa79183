import { decodedReason } from '../encoded-reason'
import { Fault, found } from '../fault'
import { operation } from '../operation'
import { text } from '../said'

/** Why a call was refused, from the header that the refusal carried: https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
export const decodeAuthorizationMessage = operation({
  service: 'sts',
  name: 'DecodeAuthorizationMessage',
  readOnly: true,
  input: ({ EncodedMessage }) => ({ encoded: text(EncodedMessage) }),
  need: () => ({ action: 'sts:DecodeAuthorizationMessage', resource: '*' }),
  async handle({ encoded }, parts) {
    const decoded = found(
      decodedReason(encoded, parts),
      () => new Fault('InvalidAuthorizationMessageException', 'Message is not valid'),
    )
    return { DecodedMessage: decoded }
  },
})
