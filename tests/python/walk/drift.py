"""Create, read back, compare: EKS and S3."""

import drift_eks
import drift_s3
from clients import Clients
from documents import PODS
from report import Report, end


def sections():
    clients = Clients()
    clients.get('iam').call('CreateRole', {'RoleName': 'drift', 'AssumeRolePolicyDocument': PODS})
    reports = {'eks': Report(), 'configuration': Report(), 's3': Report()}
    drift_eks.drift(clients, reports['eks'])
    drift_eks.configured(clients.get('eks'), reports['configuration'])
    drift_s3.drift(clients, reports['s3'])
    return reports


if __name__ == '__main__':
    end(sections())
