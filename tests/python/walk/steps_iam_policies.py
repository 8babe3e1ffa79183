"""IAM: managed policies, OIDC providers, and what a simulation says."""

from documents import LIST, READ
from steps_iam_roles import iam

POLICY = {'PolicyArn': '$policy'}
PROVIDER = {'OpenIDConnectProviderArn': '$provider'}

STEPS = [
    iam(
        'CreatePolicy',
        {
            'PolicyName': 'walk-policy',
            'Path': '/walk/',
            'PolicyDocument': LIST,
            'Description': 'walks',
            'Tags': [{'Key': 'team', 'Value': 'a'}],
        },
        keeps={'policy': 'Policy.Arn'},
    ),
    iam('GetPolicy', POLICY),
    iam('ListPolicies', {'Scope': 'Local'}),
    iam('ListPolicies', {'Scope': 'AWS', 'MaxItems': 5}),
    iam('CreatePolicyVersion', {**POLICY, 'PolicyDocument': READ, 'SetAsDefault': False}, keeps={'version': 'PolicyVersion.VersionId'}),
    iam('GetPolicyVersion', {**POLICY, 'VersionId': '$version'}),
    iam('ListPolicyVersions', POLICY),
    iam('SetDefaultPolicyVersion', {**POLICY, 'VersionId': '$version'}),
    iam('DeletePolicyVersion', {**POLICY, 'VersionId': 'v1'}),
    iam('TagPolicy', {**POLICY, 'Tags': [{'Key': 'stage', 'Value': 'x'}]}),
    iam('ListPolicyTags', POLICY),
    iam('UntagPolicy', {**POLICY, 'TagKeys': ['stage']}),
    iam(
        'CreateOpenIDConnectProvider',
        {
            'Url': 'https://issuer.walk.example',
            'ClientIDList': ['sts.amazonaws.com'],
            'ThumbprintList': ['0123456789abcdef0123456789abcdef01234567'],
            'Tags': [{'Key': 'team', 'Value': 'a'}],
        },
        keeps={'provider': 'OpenIDConnectProviderArn'},
    ),
    iam('GetOpenIDConnectProvider', PROVIDER),
    iam('ListOpenIDConnectProviderTags', PROVIDER),
    iam('ListOpenIDConnectProviders'),
    iam('UpdateOpenIDConnectProviderThumbprint', {**PROVIDER, 'ThumbprintList': ['fedcba9876543210fedcba9876543210fedcba98']}),
    iam('AddClientIDToOpenIDConnectProvider', {**PROVIDER, 'ClientID': 'other'}),
    iam('RemoveClientIDFromOpenIDConnectProvider', {**PROVIDER, 'ClientID': 'other'}),
    iam('DeleteOpenIDConnectProvider', PROVIDER),
]

SIMULATED = {'ActionNames': ['s3:ListAllMyBuckets', 's3:GetObject'], 'ResourceArns': ['*', 'arn:aws:s3:::walk-files/a']}

#: After roles and users are there.
QUESTIONS = [
    iam('SimulateCustomPolicy', {'PolicyInputList': [LIST, READ], **SIMULATED}),
    iam(
        'SimulateCustomPolicy',
        {
            'PolicyInputList': [LIST],
            'PermissionsBoundaryPolicyInputList': [READ],
            'ContextEntries': [
                {'ContextKeyName': 'aws:SourceIp', 'ContextKeyValues': ['10.0.0.1'], 'ContextKeyType': 'ip'}
            ],
            **SIMULATED,
        },
    ),
    iam('SimulatePrincipalPolicy', {'PolicySourceArn': '$app', **SIMULATED}),
    iam('GetContextKeysForCustomPolicy', {'PolicyInputList': [LIST]}),
    iam('GetContextKeysForPrincipalPolicy', {'PolicySourceArn': '$app'}),
]

AFTER = [iam('DeletePolicy', POLICY)]
