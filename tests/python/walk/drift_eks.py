"""EKS as Terraform sees it: what was written is what is read, and nothing else changes."""

import json

from documents import READ
from drifting import differences, same

ROLE = 'arn:aws:iam::000000000000:role/drift'
ON = {'clusterName': 'drift'}
#: Members of an input that no answer has.
ONLY_SAID = ('clientRequestToken', 'resolveConflicts', 'podIdentityAssociations', 'namespaceConfig')

CLUSTERS = [
    {'resourcesVpcConfig': {}},
    {'resourcesVpcConfig': {'subnetIds': [], 'securityGroupIds': []}},
    {
        'version': '1.33',
        'resourcesVpcConfig': {
            'subnetIds': ['subnet-a', 'subnet-b'],
            'securityGroupIds': ['sg-a'],
            'endpointPublicAccess': False,
            'endpointPrivateAccess': True,
            'publicAccessCidrs': ['10.0.0.0/8'],
        },
        'kubernetesNetworkConfig': {'serviceIpv4Cidr': '10.100.0.0/16', 'ipFamily': 'ipv4'},
        # All five: those that are not said are read as disabled.
        'logging': {
            'clusterLogging': [
                {'types': ['api', 'audit'], 'enabled': True},
                {'types': ['authenticator', 'controllerManager', 'scheduler'], 'enabled': False},
            ]
        },
        'accessConfig': {'authenticationMode': 'API'},
        'upgradePolicy': {'supportType': 'STANDARD'},
        'deletionProtection': False,
        'tags': {'team': 'a', 'empty': '', 'Größe': 'ä/ö:+=@'},
    },
]

ASSOCIATIONS = [
    {},
    {'tags': {'team': 'a', 'empty': '', 'with space': ' x '}, 'disableSessionTags': False},
    {'disableSessionTags': True, 'policy': READ.replace(',', ' ,\n ')},
    {'targetRoleArn': 'arn:aws:iam::111122223333:role/path/elsewhere'},
    {'targetRoleArn': None, 'policy': None, 'disableSessionTags': None},
    {'targetRoleArn': '', 'policy': ''},
]

UPDATES = [
    {'disableSessionTags': True},
    {'disableSessionTags': True, 'policy': READ},
    {'targetRoleArn': 'arn:aws:iam::111122223333:role/elsewhere'},
    # Nothing said, nothing changed.
    {'targetRoleArn': None, 'roleArn': ROLE},
    {'targetRoleArn': '', 'policy': ''},
    {'disableSessionTags': False},
]

ADDONS = [
    ('external-dns', {}),
    ('aws-ebs-csi-driver', {'addonVersion': 'v1.35.0-eksbuild.1', 'tags': {'team': 'a', 'empty': ''}}),
    ('aws-efs-csi-driver', {'serviceAccountRoleArn': ROLE, 'resolveConflicts': 'NONE'}),
]


def written(given):
    """What must be read back: null and empty text are as if not said."""
    return {name: it for name, it in given.items() if it not in (None, '') and name not in ONLY_SAID}


def clusters(eks, report):
    for n, given in enumerate(CLUSTERS):
        name = f'drift-{n}'
        made = eks.call('CreateCluster', {'name': name, 'roleArn': ROLE, **given})['cluster']
        read = eks.call('DescribeCluster', {'name': name})['cluster']
        same(report, f'cluster {n}', made, read, besides=('status',))
        differences(report, f'cluster {n}', written({'name': name, 'roleArn': ROLE, 'tags': {}, **given}), read)
        tags(eks, report, read['arn'])


def tags(eks, report, arn):
    """Tags put on and taken off leave the others as they were."""
    before = eks.call('ListTagsForResource', {'resourceArn': arn})['tags']
    eks.call('TagResource', {'resourceArn': arn, 'tags': {'drift': '', 'second': 'x'}})
    same(report, f'tags of {arn}', {**before, 'drift': '', 'second': 'x'}, eks.call('ListTagsForResource', {'resourceArn': arn})['tags'])
    eks.call('UntagResource', {'resourceArn': arn, 'tagKeys': ['drift', 'second', 'never there']})
    same(report, f'tags of {arn}', before, eks.call('ListTagsForResource', {'resourceArn': arn})['tags'])


def associations(eks, report):
    eks.call('CreateCluster', {'name': 'drift', 'roleArn': ROLE, 'resourcesVpcConfig': {}})
    for n, given in enumerate(ASSOCIATIONS):
        said = {**ON, 'namespace': 'default', 'serviceAccount': f'app-{n}', 'roleArn': ROLE, **given}
        made = eks.call('CreatePodIdentityAssociation', said)['association']
        read = describe(eks, made)
        same(report, f'association {n}', made, read)
        differences(report, f'association {n}', {'disableSessionTags': False, 'tags': {}, **written(said)}, read)
        unsaid(report, f'association {n}', given, read)
        tags(eks, report, made['associationArn'])
    updated(eks, report, describe(eks, made))


def unsaid(report, where, given, read):
    """An optional member that was not said, or said to be nothing, is not told."""
    for name in ('targetRoleArn', 'policy', 'ownerArn'):
        if given.get(name) in (None, ''):
            report.holds('absent', where, name not in read, f'{name} is told: {read.get(name)!r}')


def updated(eks, report, before):
    for n, given in enumerate(UPDATES):
        said = {**ON, 'associationId': before['associationId'], **given}
        told = eks.call('UpdatePodIdentityAssociation', said)['association']
        read = describe(eks, before)
        same(report, f'update {n}', told, read)
        cleared = {name for name, it in given.items() if it == ''} | {'externalId'}
        kept = {name: it for name, it in before.items() if name not in cleared and name != 'modifiedAt'}
        differences(report, f'update {n}', {**kept, **written(given)}, read)
        for name in cleared - {'externalId'}:
            report.holds('absent', f'update {n}', name not in read, f'{name} is still told')
        before = read


def describe(eks, association):
    return eks.call('DescribePodIdentityAssociation', {**ON, 'associationId': association['associationId']})['association']


def addons(eks, report):
    for name, given in ADDONS:
        said = {**ON, 'addonName': name, **given}
        made = eks.call('CreateAddon', said)['addon']
        read = eks.call('DescribeAddon', {**ON, 'addonName': name})['addon']
        same(report, name, made, read, besides=('status', 'health', 'modifiedAt'))
        differences(report, name, {'tags': {}, **written(said)}, read)
        tags(eks, report, made['addonArn'])


def configured(eks, report):
    """Configuration is kept as text, JSON or YAML, to the last space."""
    for n, text in enumerate((json.dumps({'agent': {'logLevel': 'info'}}, indent=2), 'agent:\n  logLevel: info\n', '{}')):
        name = f'drift-{n}'
        said = {'clusterName': name, 'addonName': 'eks-pod-identity-agent', 'configurationValues': text}
        eks.call('CreateAddon', said)
        read = eks.call('DescribeAddon', {'clusterName': name, 'addonName': 'eks-pod-identity-agent'})['addon']
        differences(report, f'configuration {n}', written(said), read)


def drift(clients, report):
    eks = clients.get('eks')
    clusters(eks, report)
    associations(eks, report)
    addons(eks, report)
