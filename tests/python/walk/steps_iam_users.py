"""IAM: users and their keys."""

from documents import LIST
from steps_iam_roles import BOUNDARY, iam

USER = {'UserName': 'walk-user'}

STEPS = [
    iam('CreateUser', {**USER, 'Path': '/walk/', **BOUNDARY, 'Tags': [{'Key': 'team', 'Value': 'a'}]}, keeps={'user': 'User.Arn'}),
    iam('GetUser', USER),
    iam('GetUser'),
    iam('ListUsers'),
    iam('TagUser', {**USER, 'Tags': [{'Key': 'stage', 'Value': ''}]}),
    iam('ListUserTags', USER),
    iam('UntagUser', {**USER, 'TagKeys': ['stage']}),
    iam('PutUserPolicy', {**USER, 'PolicyName': 'list', 'PolicyDocument': LIST}),
    iam('GetUserPolicy', {**USER, 'PolicyName': 'list'}),
    iam('ListUserPolicies', USER),
    iam('AttachUserPolicy', {**USER, 'PolicyArn': '$policy'}),
    iam('ListAttachedUserPolicies', USER),
    iam('ListEntitiesForPolicy', {'PolicyArn': '$policy', 'EntityFilter': 'User'}),
    iam('PutUserPermissionsBoundary', {**USER, **BOUNDARY}),
    iam('DeleteUserPermissionsBoundary', USER),
    iam('ListGroupsForUser', USER),
    iam('CreateAccessKey', USER, keeps={'limited': 'AccessKey', 'key': 'AccessKey.AccessKeyId'}),
    iam('ListAccessKeys', USER),
    iam('GetAccessKeyLastUsed', {'AccessKeyId': '$key'}),
    iam('UpdateAccessKey', {**USER, 'AccessKeyId': '$key', 'Status': 'Inactive'}),
    iam('UpdateAccessKey', {**USER, 'AccessKeyId': '$key', 'Status': 'Active'}),
    # Now used: what the keeper of keys sees changes.
    iam('GetUser', USER, caller='limited', refused='AccessDenied', keeps={'encoded': 'header:x-podid-encoded-authorization-message'}),
    iam('GetAccessKeyLastUsed', {'AccessKeyId': '$key'}),
]

AFTER = [
    iam('DeleteAccessKey', {**USER, 'AccessKeyId': '$key'}),
    iam('DetachUserPolicy', {**USER, 'PolicyArn': '$policy'}),
    iam('DeleteUserPolicy', {**USER, 'PolicyName': 'list'}),
    iam('UpdateUser', {**USER, 'NewUserName': 'walk-user-2', 'NewPath': '/walked/'}),
    iam('DeleteUser', {'UserName': 'walk-user-2'}),
]
