"""Policy documents of the walk."""

import json

VERSION = '2012-10-17'


def policy(*statements):
    return json.dumps({'Version': VERSION, 'Statement': list(statements)})


def trusting(principal, actions, **more):
    return policy({'Effect': 'Allow', 'Principal': principal, 'Action': actions, **more})


PODS = trusting({'Service': 'pods.eks.amazonaws.com'}, ['sts:AssumeRole', 'sts:TagSession'])
ACCOUNT = trusting({'AWS': 'arn:aws:iam::$account:root'}, ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'])
LIST = policy({'Sid': 'List', 'Effect': 'Allow', 'Action': 's3:ListAllMyBuckets', 'Resource': '*'})
READ = policy({'Effect': 'Allow', 'Action': ['s3:GetObject'], 'Resource': 'arn:aws:s3:::walk-files/*'})
BUCKET = policy(
    {
        'Effect': 'Allow',
        'Principal': {'AWS': 'arn:aws:iam::$account:root'},
        'Action': 's3:GetObject',
        'Resource': 'arn:aws:s3:::walk-files/*',
    }
)
