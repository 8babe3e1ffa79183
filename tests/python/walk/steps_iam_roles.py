"""IAM: roles, from their making to their end."""

from documents import ACCOUNT, LIST, PODS, READ
from step import Step

ROLE = {'RoleName': 'walk-role'}
BOUNDARY = {'PermissionsBoundary': 'arn:aws:iam::$account:policy/walk/walk-policy'}


def iam(operation, given=None, **more):
    return Step('iam', operation, given or {}, **more)


STEPS = [
    iam(
        'CreateRole',
        {
            **ROLE,
            'Path': '/walk/',
            'AssumeRolePolicyDocument': PODS,
            'Description': 'walks',
            'MaxSessionDuration': 7200,
            'Tags': [{'Key': 'team', 'Value': 'a'}, {'Key': 'empty', 'Value': ''}],
            **BOUNDARY,
        },
        keeps={'role': 'Role.Arn'},
    ),
    iam('CreateRole', {'RoleName': 'walk-plain', 'AssumeRolePolicyDocument': ACCOUNT}, keeps={'plain': 'Role.Arn'}),
    iam('GetRole', ROLE),
    iam('GetRole', {'RoleName': 'walk-plain'}),
    iam('ListRoles'),
    iam('ListRoles', {'PathPrefix': '/walk/', 'MaxItems': 10}),
    iam('UpdateRole', {**ROLE, 'Description': 'walks on', 'MaxSessionDuration': 3600}),
    iam('UpdateRoleDescription', {**ROLE, 'Description': 'still walks'}),
    iam('UpdateAssumeRolePolicy', {**ROLE, 'PolicyDocument': PODS}),
    iam('TagRole', {**ROLE, 'Tags': [{'Key': 'stage', 'Value': 'x'}]}),
    iam('ListRoleTags', ROLE),
    iam('UntagRole', {**ROLE, 'TagKeys': ['stage']}),
    iam('PutRolePolicy', {**ROLE, 'PolicyName': 'list', 'PolicyDocument': LIST}),
    iam('GetRolePolicy', {**ROLE, 'PolicyName': 'list'}),
    iam('ListRolePolicies', ROLE),
    iam('AttachRolePolicy', {**ROLE, 'PolicyArn': '$policy'}),
    iam('ListAttachedRolePolicies', ROLE),
    iam('ListEntitiesForPolicy', {'PolicyArn': '$policy'}),
    iam('ListEntitiesForPolicy', {'PolicyArn': '$policy', 'EntityFilter': 'Role', 'PolicyUsageFilter': 'PermissionsBoundary'}),
    iam('ListInstanceProfilesForRole', ROLE),
    iam('GetAccountAuthorizationDetails'),
    iam('GetAccountAuthorizationDetails', {'Filter': ['Role', 'LocalManagedPolicy']}),
    iam('GetAccountSummary'),
    iam('PutRolePermissionsBoundary', {**ROLE, **BOUNDARY}),
    iam('DeleteRolePermissionsBoundary', ROLE),
    # For what other services do with it.
    iam('CreateRole', {'RoleName': 'walk-app', 'AssumeRolePolicyDocument': PODS}, keeps={'app': 'Role.Arn'}),
    iam('PutRolePolicy', {'RoleName': 'walk-app', 'PolicyName': 'read', 'PolicyDocument': READ}),
]

AFTER = [
    iam('DeleteRolePolicy', {**ROLE, 'PolicyName': 'list'}),
    iam('DetachRolePolicy', {**ROLE, 'PolicyArn': '$policy'}),
    iam('DeleteRole', ROLE),
]

#: The last of what others needed.
LAST = [
    iam('DeleteRolePolicy', {'RoleName': 'walk-app', 'PolicyName': 'read'}),
    iam('DeleteRole', {'RoleName': 'walk-app'}),
]
