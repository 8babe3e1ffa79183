"""A world with more than one of everything that is listed in pages."""

from documents import LIST, PODS, READ
from steps_eks import eks
from steps_iam_roles import iam
from steps_s3 import s3

N = (1, 2, 3)
TAGS = [{'Key': f'key-{n}', 'Value': str(n)} for n in N]
POLICY = 'arn:aws:iam::$account:policy/pages/page-policy'
ROLE = 'arn:aws:iam::$account:role/page-role-1'
BUCKET = {'Bucket': 'pages-1'}


def of_iam(n):
    role, user = {'RoleName': f'page-role-{n}'}, {'UserName': f'page-user-{n}'}
    policy = f'{POLICY}-{n}'
    return [
        iam('CreatePolicy', {'PolicyName': f'page-policy-{n}', 'Path': '/pages/', 'PolicyDocument': LIST, 'Tags': TAGS}),
        iam('CreateRole', {**role, 'AssumeRolePolicyDocument': PODS, 'Tags': TAGS}),
        iam('CreateUser', {**user, 'Tags': TAGS}),
        iam('PutRolePolicy', {'RoleName': 'page-role-1', 'PolicyName': f'inline-{n}', 'PolicyDocument': LIST}),
        iam('PutUserPolicy', {'UserName': 'page-user-1', 'PolicyName': f'inline-{n}', 'PolicyDocument': LIST}),
        iam('AttachRolePolicy', {'RoleName': 'page-role-1', 'PolicyArn': policy}),
        iam('AttachUserPolicy', {'UserName': 'page-user-1', 'PolicyArn': policy}),
        iam('AttachRolePolicy', {**role, 'PolicyArn': f'{POLICY}-1'}),
        iam('AttachUserPolicy', {**user, 'PolicyArn': f'{POLICY}-1'}),
        iam('CreatePolicyVersion', {'PolicyArn': f'{POLICY}-1', 'PolicyDocument': READ}),
    ]


def of_eks(n):
    return [
        eks('CreateCluster', {'name': f'page-{n}', 'roleArn': ROLE, 'resourcesVpcConfig': {}}),
        eks(
            'CreatePodIdentityAssociation',
            {'clusterName': 'page-1', 'namespace': f'ns-{n}', 'serviceAccount': f'app-{n % 2}', 'roleArn': ROLE},
        ),
        eks('UpdateClusterConfig', {'name': 'page-1', 'deletionProtection': n % 2 == 1}),
    ]


def of_s3(n):
    return [
        s3('CreateBucket', {'Bucket': f'pages-{n}'}),
        s3('PutObject', {**BUCKET, 'Key': f'file-{n}', 'Body': b'x'}),
        s3('PutObject', {**BUCKET, 'Key': f'folder-{n}/file', 'Body': b'x'}),
        s3('CreateMultipartUpload', {**BUCKET, 'Key': 'parts'}, keeps={'upload': 'UploadId'}),
        s3('UploadPart', {**BUCKET, 'Key': 'parts', 'UploadId': '$upload', 'PartNumber': 1, 'Body': b'x'}),
        s3('UploadPart', {**BUCKET, 'Key': 'parts', 'UploadId': '$upload', 'PartNumber': 7, 'Body': b'y'}),
    ]


STEPS = [
    *(it for n in N for it in of_iam(n)),
    iam('CreateOpenIDConnectProvider', {'Url': 'https://pages.example.com', 'Tags': TAGS}),
    *(iam('CreateAccessKey', {'UserName': 'page-user-1'}) for _ in (1, 2)),
    *(it for n in N for it in of_eks(n)),
    eks('CreateAddon', {'clusterName': 'page-1', 'addonName': 'eks-pod-identity-agent'}),
    eks('CreateAddon', {'clusterName': 'page-1', 'addonName': 'external-dns'}),
    *(it for n in N for it in of_s3(n)),
]

SIMULATED = {'ActionNames': ['s3:GetObject', 's3:PutObject', 's3:ListAllMyBuckets']}
ROLE_1, USER_1, POLICY_1 = {'RoleName': 'page-role-1'}, {'UserName': 'page-user-1'}, {'PolicyArn': f'{POLICY}-1'}
PROVIDER_1 = {'OpenIDConnectProviderArn': 'arn:aws:iam::$account:oidc-provider/pages.example.com'}

#: What each paginator is asked with; several, where that is another list.
PAGED = {
    ('eks', 'ListClusters'): [{}, {'include': ['all']}],
    ('eks', 'ListPodIdentityAssociations'): [
        {'clusterName': 'page-1'},
        {'clusterName': 'page-1', 'serviceAccount': 'app-1'},
    ],
    ('eks', 'ListAddons'): [{'clusterName': 'page-1'}],
    ('eks', 'DescribeAddonVersions'): [{}],
    ('eks', 'ListUpdates'): [{'name': 'page-1'}],
    ('eks', 'DescribeClusterVersions'): [{}],
    ('iam', 'ListRoles'): [{}],
    ('iam', 'ListRoleTags'): [ROLE_1],
    ('iam', 'ListRolePolicies'): [ROLE_1],
    ('iam', 'ListAttachedRolePolicies'): [ROLE_1],
    ('iam', 'ListInstanceProfilesForRole'): [ROLE_1],
    ('iam', 'ListPolicies'): [{'Scope': 'Local'}, {'Scope': 'Local', 'OnlyAttached': True}],
    ('iam', 'ListPolicyVersions'): [POLICY_1],
    ('iam', 'ListPolicyTags'): [POLICY_1],
    ('iam', 'ListEntitiesForPolicy'): [POLICY_1],
    ('iam', 'ListOpenIDConnectProviderTags'): [PROVIDER_1],
    ('iam', 'ListUsers'): [{}],
    ('iam', 'ListUserTags'): [USER_1],
    ('iam', 'ListUserPolicies'): [USER_1],
    ('iam', 'ListAttachedUserPolicies'): [USER_1],
    ('iam', 'ListAccessKeys'): [USER_1],
    ('iam', 'ListGroupsForUser'): [USER_1],
    ('iam', 'GetAccountAuthorizationDetails'): [{}, {'Filter': ['Role']}],
    ('iam', 'SimulateCustomPolicy'): [{'PolicyInputList': [LIST], **SIMULATED}],
    ('iam', 'SimulatePrincipalPolicy'): [{'PolicySourceArn': ROLE, **SIMULATED}],
    ('s3', 'ListBuckets'): [{}, {'Prefix': 'pages'}],
    ('s3', 'ListObjects'): [BUCKET, {**BUCKET, 'Delimiter': '/'}],
    ('s3', 'ListObjectsV2'): [BUCKET, {**BUCKET, 'Delimiter': '/'}],
    ('s3', 'ListParts'): [{**BUCKET, 'Key': 'parts', 'UploadId': '$upload'}],
    ('s3', 'ListMultipartUploads'): [BUCKET],
    ('cloudtrail', 'LookupEvents'): [
        {'LookupAttributes': [{'AttributeKey': 'EventName', 'AttributeValue': 'CreateUser'}]}
    ],
}

#: Lists that are one page at most here: podid has neither groups nor instance profiles, and one version of Kubernetes.
SHORT = {'DescribeClusterVersions', 'ListInstanceProfilesForRole', 'ListGroupsForUser'}
