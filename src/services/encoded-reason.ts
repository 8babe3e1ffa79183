import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Keyring } from '../signatures'
import type { Judgement } from './access'
import { reasonOf } from './authorization-reason'
import type { Caller } from './operation'

/** The response header in which a refusal carries its sealed reason. */
export const reasonHeader = 'x-podid-encoded-authorization-message'

/** Characters. Proxies before a server have 4 kB for all headers of an answer, so one of ours must not take half of that. */
const longest = 2_048
/** Bytes of JSON that a sealed reason may hold: what deflates to more was not made here. */
const largest = 65_536

interface Here {
  readonly keyring: Keyring
  readonly account: string
}

/** Bound to what it is for and to the account: nothing else that the key ring sealed can be opened as a reason. */
const purpose = (account: string): string => `authorization-message/${account}`

/**
 * Why the caller was refused, sealed, for those who may DecodeAuthorizationMessage. Told in less detail when it would be too long;
 * undefined when the least is too long still, and for those who have not signed.
 */
export function encodedReason(
  caller: Pick<Caller, 'principal' | 'userId'>,
  judged: Judgement,
  { keyring, account }: Here,
): string | undefined {
  if (caller.principal.kind === 'anonymous') return undefined
  for (const detail of ['all', 'some', 'least'] as const) {
    const packed = deflateRawSync(JSON.stringify(reasonOf(caller, judged, detail)))
    const sealed = keyring.seal(purpose(account), packed.toString('base64'))
    if (sealed.length <= longest) return sealed
  }
  return undefined
}

/** The JSON that was sealed; undefined when this is nothing that encodedReason made for this account. */
export function decodedReason(encoded: string, { keyring, account }: Here): string | undefined {
  try {
    const packed = keyring.open(purpose(account), encoded).reveal()
    return inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: largest }).toString('utf8')
  } catch {
    return undefined
  }
}
