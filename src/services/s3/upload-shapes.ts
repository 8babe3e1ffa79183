import type { Upload } from '../../store'
import type { Answer, Parts } from '../operation'
import { ownerOf } from './places'

/** Who began an upload: users, sessions and nobody by ARN, the account by its id. */
export function initiator({ startedBy }: Upload, here: Pick<Parts, 'account'>): Answer {
  return startedBy === '' || startedBy.endsWith(':root') ? ownerOf(here) : { ID: startedBy, DisplayName: startedBy }
}

export function uploadOnTheWire(upload: Upload, spell: (key: string) => string, here: Pick<Parts, 'account'>): Answer {
  return {
    UploadId: upload.uploadId,
    Key: spell(upload.key),
    Initiated: new Date(upload.startedAt),
    StorageClass: 'STANDARD',
    Owner: ownerOf(here),
    Initiator: initiator(upload, here),
    ChecksumAlgorithm: upload.checksumAlgorithm,
    ChecksumType: upload.checksumType,
  }
}
