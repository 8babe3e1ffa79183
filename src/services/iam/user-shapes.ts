import type { User } from '../../domain'
import type { Answer } from '../operation'
import { boundaryOnTheWire } from './boundaries'
import { someTags } from './tags'

/** A user as ListUsers tells it. */
export function listedUser(user: User): Answer {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: new Date(user.createdAt),
  }
}

/** A user as CreateUser and GetUser tell it. */
export function wholeUser(user: User): Answer {
  return { ...listedUser(user), PermissionsBoundary: boundaryOnTheWire(user), Tags: someTags(user.tags) }
}
