import type { Model } from './model'
import type { ServiceId } from './models'

// What a client asks of one service shall not cost it the models of all.
const loaders: Readonly<Record<ServiceId, () => Promise<{ readonly default: Model }>>> = {
  eks: () => import('./models/eks.json'),
  'eks-auth': () => import('./models/eks-auth.json'),
  sts: () => import('./models/sts.json'),
  iam: () => import('./models/iam.json'),
  s3: () => import('./models/s3.json'),
  cloudtrail: () => import('./models/cloudtrail.json'),
  podid: () => import('./models/podid.json'),
}

/** The model of one service, read when it is first wanted. */
export async function modelOf(service: ServiceId): Promise<Model> {
  return (await loaders[service]()).default
}
