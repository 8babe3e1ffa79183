import type { Model } from './model'
import cloudtrail from './models/cloudtrail.json'
import eks from './models/eks.json'
import eksAuth from './models/eks-auth.json'
import iam from './models/iam.json'
import podid from './models/podid.json'
import s3 from './models/s3.json'
import sts from './models/sts.json'

export type ServiceId = 'eks' | 'eks-auth' | 'sts' | 'iam' | 's3' | 'cloudtrail' | 'podid'

/** Every service that is spoken here, by its signing name. */
export const models: ReadonlyMap<string, Model> = new Map<ServiceId, Model>([
  ['eks', eks],
  ['eks-auth', eksAuth],
  ['sts', sts],
  ['iam', iam],
  ['s3', s3],
  ['cloudtrail', cloudtrail],
  ['podid', podid],
])
