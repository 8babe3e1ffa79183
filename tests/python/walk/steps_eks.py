"""EKS and EKS Auth: clusters, associations, add-ons, tags, updates, and the exchange."""

from documents import LIST
from step import Step

CLUSTER = {'name': 'walk'}
ON = {'clusterName': 'walk'}
LOCAL = {'clusterName': 'local'}
AGENT = {**LOCAL, 'addonName': 'eks-pod-identity-agent'}
EXTERNAL_DNS = {**ON, 'addonName': 'external-dns'}
ASSOCIATION = {**ON, 'associationId': '$association'}
ROLE = 'arn:aws:iam::$account:role/walk-app'


def eks(operation, given=None, **more):
    return Step('eks', operation, given or {}, **more)


CLUSTERS = [
    eks(
        'CreateCluster',
        {
            **CLUSTER,
            'version': '1.33',
            'roleArn': ROLE,
            'resourcesVpcConfig': {'subnetIds': ['subnet-1', 'subnet-2'], 'endpointPublicAccess': True},
            'tags': {'team': 'a', 'empty': ''},
            'clientRequestToken': 'walk-cluster',
        },
        keeps={'arn': 'cluster.arn'},
        then=('cluster_active', CLUSTER),
    ),
    eks('DescribeCluster', CLUSTER),
    eks('DescribeCluster', {'name': 'local'}),
    eks('ListClusters', {'include': ['all']}),
    eks('RegisterCluster', {'name': 'walk-outside', 'connectorConfig': {'roleArn': ROLE, 'provider': 'OTHER'}, 'tags': {'team': 'a'}}),
    eks('DescribeCluster', {'name': 'walk-outside'}),
    eks('DeregisterCluster', {'name': 'walk-outside'}),
    eks('UpdateClusterConfig', {**CLUSTER, 'deletionProtection': False}, keeps={'clusterUpdate': 'update.id'}),
    eks('DescribeUpdate', {**CLUSTER, 'updateId': '$clusterUpdate'}),
    eks('DescribeClusterVersions'),
    eks('DescribeClusterVersions', {'includeAll': True}),
    eks('TagResource', {'resourceArn': '$arn', 'tags': {'stage': 'x', 'odd key': 'a+b=c/d'}}),
    eks('ListTagsForResource', {'resourceArn': '$arn'}),
    eks('UntagResource', {'resourceArn': '$arn', 'tagKeys': ['stage', 'odd key']}),
]

ASSOCIATIONS = [
    eks(
        'CreatePodIdentityAssociation',
        {**LOCAL, 'namespace': 'default', 'serviceAccount': 'walk-app', 'roleArn': ROLE, 'tags': {'team': 'a', 'empty': ''}},
        keeps={'exchanged': 'association.associationId'},
    ),
    eks(
        'CreatePodIdentityAssociation',
        {
            **ON,
            'namespace': 'default',
            'serviceAccount': 'app',
            'roleArn': ROLE,
            'disableSessionTags': True,
            'targetRoleArn': 'arn:aws:iam::$account:role/elsewhere',
            'policy': LIST,
            'clientRequestToken': 'walk-association',
        },
        keeps={'association': 'association.associationId', 'associationArn': 'association.associationArn'},
    ),
    eks('ListPodIdentityAssociations', ON),
    eks('ListPodIdentityAssociations', {**ON, 'namespace': 'default', 'serviceAccount': 'app', 'maxResults': 1}),
    eks('DescribePodIdentityAssociation', ASSOCIATION),
    eks('UpdatePodIdentityAssociation', {**ASSOCIATION, 'targetRoleArn': '', 'policy': '', 'disableSessionTags': False}),
    eks('TagResource', {'resourceArn': '$associationArn', 'tags': {'team': 'b'}}),
    eks('ListTagsForResource', {'resourceArn': '$associationArn'}),
    eks('DeletePodIdentityAssociation', ASSOCIATION),
    Step('eks-auth', 'AssumeRoleForPodIdentity', {**LOCAL, 'token': '$podtoken'}),
]

ADDONS = [
    eks('DescribeAddonVersions'),
    eks('DescribeAddonVersions', {'addonName': 'eks-pod-identity-agent', 'kubernetesVersion': '1.33'}, keeps={'addonVersion': 'addons.0.addonVersions.0.addonVersion'}),
    eks('DescribeAddonConfiguration', {'addonName': 'eks-pod-identity-agent', 'addonVersion': '$addonVersion'}),
    eks('DescribeAddonConfiguration', {'addonName': 'external-dns', 'addonVersion': 'v0.16.1-eksbuild.2'}),
    eks('CreateAddon', {**AGENT, 'tags': {'team': 'a'}, 'resolveConflicts': 'OVERWRITE'}, then=('addon_active', AGENT)),
    eks('DescribeAddon', AGENT),
    eks('UpdateAddon', {**AGENT, 'addonVersion': '$addonVersion', 'resolveConflicts': 'PRESERVE'}, keeps={'update': 'update.id'}, then=('addon_active', AGENT)),
    eks('DescribeUpdate', {'name': 'local', 'updateId': '$update', 'addonName': 'eks-pod-identity-agent'}),
    eks('ListUpdates', {'name': 'local', 'addonName': 'eks-pod-identity-agent'}),
    eks('ListUpdates', CLUSTER),
    eks('ListAddons', LOCAL),
    eks('CreateAddon', {**EXTERNAL_DNS, 'podIdentityAssociations': [{'serviceAccount': 'external-dns', 'roleArn': ROLE}]}),
    eks('DescribeAddon', EXTERNAL_DNS),
    eks('ListPodIdentityAssociations', ON),
    eks('DeleteAddon', EXTERNAL_DNS),
    eks('DeleteAddon', AGENT, then=('addon_deleted', AGENT)),
]

AFTER = [
    eks('DeletePodIdentityAssociation', {**LOCAL, 'associationId': '$exchanged'}),
    eks('DeleteCluster', CLUSTER, then=('cluster_deleted', CLUSTER)),
]
