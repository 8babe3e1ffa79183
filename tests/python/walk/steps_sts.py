"""STS and CloudTrail: sessions, and who used them."""

from documents import LIST, trusting
from step import Step


def sts(operation, given=None, **more):
    return Step('sts', operation, given or {}, **more)


BY_TOKEN = trusting(
    {'Federated': 'arn:aws:iam::$account:oidc-provider/$issuer'},
    'sts:AssumeRoleWithWebIdentity',
    Condition={'StringEquals': {'$issuer:aud': 'sts.amazonaws.com'}},
)

STEPS = [
    sts('GetCallerIdentity'),
    sts('AssumeRole', {'RoleArn': '$plain', 'RoleSessionName': 'walk'}, keeps={'session': 'Credentials'}),
    sts(
        'AssumeRole',
        {
            'RoleArn': '$plain',
            'RoleSessionName': 'walk-on',
            'DurationSeconds': 900,
            'Policy': LIST,
            'PolicyArns': [{'arn': '$policy'}],
            'Tags': [{'Key': 'team', 'Value': 'a'}],
            'TransitiveTagKeys': ['team'],
            'ExternalId': 'walk',
            'SourceIdentity': 'walker',
        },
    ),
    sts('GetCallerIdentity', caller='session'),
    sts('GetSessionToken', {'DurationSeconds': 900}, keeps={'mine': 'Credentials'}),
    sts('GetCallerIdentity', caller='mine'),
    sts('GetAccessKeyInfo', {'AccessKeyId': '$key'}),
    Step('iam', 'CreateRole', {'RoleName': 'walk-web', 'AssumeRolePolicyDocument': BY_TOKEN}, keeps={'web': 'Role.Arn'}),
    sts('AssumeRoleWithWebIdentity', {'RoleArn': '$web', 'RoleSessionName': 'walk', 'WebIdentityToken': '$webtoken'}),
    sts('DecodeAuthorizationMessage', {'EncodedMessage': '$encoded'}),
    Step('cloudtrail', 'LookupEvents'),
    Step(
        'cloudtrail',
        'LookupEvents',
        {'LookupAttributes': [{'AttributeKey': 'EventName', 'AttributeValue': 'CreateRole'}], 'MaxResults': 3},
    ),
]

AFTER = [
    Step('iam', 'DeleteRole', {'RoleName': 'walk-plain'}),
    Step('iam', 'DeleteRole', {'RoleName': 'walk-web'}),
]
