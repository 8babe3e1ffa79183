import { Fault, type ServiceName } from '../services'
import { PayloadFault } from '../signatures'
import type { WireFault } from '../wire'
import type { Dialect } from './refusals'

/** A refusal that the pipeline itself gives, already in the words of the protocol. */
export class Refused extends Error {
  override readonly name = 'Refused'

  constructor(readonly fault: WireFault) {
    super(fault.message)
  }
}

/** What the caller is told of an error. Only named refusals are the caller's; everything else is our own trouble and says nothing of itself. */
export function faultFrom(error: unknown, service: ServiceName): { readonly fault: WireFault; readonly ours: boolean } {
  if (error instanceof Refused) return { fault: error.fault, ours: false }
  if (error instanceof Fault)
    return { fault: { code: error.code, message: error.message, members: error.members }, ours: false }
  if (error instanceof PayloadFault)
    return { fault: { code: error.code, message: error.message, status: payloadStatus(error.code) }, ours: false }
  return { fault: internalFault(service), ours: true }
}

function payloadStatus(code: PayloadFault['code']): number {
  return code === 'SignatureDoesNotMatch' ? 403 : 400
}

const internalCodes = new Map<ServiceName, string>([
  ['eks', 'ServerException'],
  ['eks-auth', 'InternalServerException'],
  ['iam', 'ServiceFailure'],
  ['s3', 'InternalError'],
])

export function internalFault(service: ServiceName): WireFault {
  return {
    code: internalCodes.get(service) ?? 'InternalFailure',
    message: 'We encountered an internal error. Please try again.',
    status: 500,
  }
}

export function tooLarge(dialect: Dialect): Refused {
  const message = 'The request is larger than this service accepts.'
  if (dialect === 's3') return new Refused({ code: 'MaxMessageLengthExceeded', message, status: 400 })
  const code = dialect === 'query' ? 'RequestEntityTooLarge' : 'RequestEntityTooLargeException'
  return new Refused({ code, message, status: 413 })
}
