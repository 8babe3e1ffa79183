"""Every operation refused: by a key that nobody has, and for what is no longer there."""

from botocore.exceptions import ClientError

import error_answer

NOBODY = {'AccessKeyId': 'AKIAIOSFODNN7EXAMPLE', 'SecretAccessKey': 'x' * 40}

#: By service: what it says of an access key it does not know. HEAD has no body to say it in.
UNKNOWN_KEY = {
    'iam': ('InvalidClientTokenId', 403),
    'sts': ('InvalidClientTokenId', 403),
    'eks': ('UnrecognizedClientException', 403),
    'eks-auth': ('UnrecognizedClientException', 403),
    'cloudtrail': ('UnrecognizedClientException', 403),
    's3': ('InvalidAccessKeyId', 403),
}

#: Answered also when the walk's world is gone: they make something, or speak of all there is.
WITHOUT_A_WORLD = {
    'iam': 'CreateRole CreatePolicy CreateUser CreateOpenIDConnectProvider ListRoles ListPolicies ListUsers GetUser '
    'ListOpenIDConnectProviders GetAccountSummary GetAccountAuthorizationDetails SimulateCustomPolicy '
    # Deleting a provider that is not there is no error.
    'GetContextKeysForCustomPolicy DeleteOpenIDConnectProvider',
    'sts': 'GetCallerIdentity GetSessionToken GetAccessKeyInfo DecodeAuthorizationMessage',
    'eks': 'CreateCluster ListClusters ListAddons ListUpdates RegisterCluster DescribeAddonVersions DescribeAddonConfiguration DescribeClusterVersions',
    'eks-auth': '',
    'cloudtrail': 'LookupEvents',
    's3': 'ListBuckets CreateBucket',
}


def strangers(asked, clients, report):
    """Each operation asked by a key that nobody has."""
    for (service, operation), given in asked.items():
        client = clients.get(service, 'nobody', NOBODY)
        if client.model.operation_model(operation).auth_type == 'none':
            continue
        code, status = UNKNOWN_KEY[service]
        if client.model.operation_model(operation).http['method'] == 'HEAD':
            code = '403'
        refused(client, operation, given, report, (code, status))


def gone(asked, clients, report):
    """Each operation on what the walk has taken away."""
    for (service, operation), given in asked.items():
        if operation not in WITHOUT_A_WORLD[service].split():
            refused(clients.get(service), operation, given, report)


def refused(client, operation, given, report, wanted=None, with_what=''):
    """The call must be refused, in a form that the model knows. Answers the code."""
    where = f'{client.service} {operation}'
    try:
        client.call(operation, given)
        report.problem(where, f'was not refused: {with_what or given}')
        return None
    except ClientError as why:
        report.checked('errors')
        for problem in error_answer.problems(client.model, operation, client.raw, why.response):
            report.problem(where, f'{problem} ({with_what} {why})')
        was = (why.response['Error']['Code'], client.raw['status_code'])
        if wanted is not None and was != wanted:
            report.problem(where, f'{was} instead of {wanted}')
        return was[0]
