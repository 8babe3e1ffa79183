import { CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3'
import { filled } from './s3'
import type { SdkWorld } from './world'

/** An upload under way, and how to send it parts. */
export async function upload(world: SdkWorld, more: Partial<CreateMultipartUploadCommand['input']> = {}) {
  const where = { Bucket: await filled(world), Key: 'k' }
  const { UploadId } = await world.s3.send(new CreateMultipartUploadCommand({ ...where, ...more }))
  const place = { ...where, UploadId }
  return {
    place,
    async part(PartNumber: number, Body: string) {
      const { ETag } = await world.s3.send(new UploadPartCommand({ ...place, PartNumber, Body }))
      return { PartNumber, ETag }
    },
  }
}

export const noUpload =
  'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.'
