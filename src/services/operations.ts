import { cloudtrailOperations } from './cloudtrail'
import { eksOperations } from './eks'
import { eksAuthOperations } from './eks-auth'
import { iamOperations } from './iam'
import type { Operation } from './operation'
import { podidOperations } from './podid'
import { s3Operations } from './s3'
import { stsOperations } from './sts'

/** Every operation of every service. */
export const operations: readonly Operation[] = [
  ...eksOperations,
  ...eksAuthOperations,
  ...stsOperations,
  ...iamOperations,
  ...s3Operations,
  ...cloudtrailOperations,
  ...podidOperations,
]
