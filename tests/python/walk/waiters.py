"""Every waiter: ends when it should, also while it waits, and fails when it should."""

import threading
import time

from botocore.exceptions import UnknownServiceError, WaiterError
from botocore.session import get_session

from clients import Clients, account
from documents import LIST, PODS
from report import Report, end
from step import filled
from walk import operations

SOON = {'Delay': 0.05, 'MaxAttempts': 100}
BRIEFLY = {'Delay': 0.01, 'MaxAttempts': 3}

TERMINAL = 'Waiter encountered a terminal failure state'
PATIENCE = 'Max attempts exceeded'

ROLE, USER = {'RoleName': 'wait-role'}, {'UserName': 'wait-user'}
POLICY = {'PolicyArn': 'arn:aws:iam::$account:policy/wait-policy'}
BUCKET, OBJECT = {'Bucket': 'wait-bucket'}, {'Bucket': 'wait-bucket', 'Key': 'a'}
CLUSTER = {'name': 'wait-cluster'}
AGENT = {'clusterName': 'local', 'addonName': 'eks-pod-identity-agent'}
OF_ROLE = 'arn:aws:iam::$account:role/wait-role'


def of_failing(addon):
    """An add-on of the cluster that the test prepared, whose connector tells of trouble."""
    return {'clusterName': 'trouble', 'addonName': addon}


#: Waiter, what it waits for, and what is done a moment after it has begun to wait.
ENDS = [
    ('iam', 'RoleExists', ROLE, ('CreateRole', {**ROLE, 'AssumeRolePolicyDocument': PODS})),
    ('iam', 'UserExists', USER, ('CreateUser', USER)),
    ('iam', 'PolicyExists', POLICY, ('CreatePolicy', {'PolicyName': 'wait-policy', 'PolicyDocument': LIST})),
    ('s3', 'BucketExists', BUCKET, ('CreateBucket', BUCKET)),
    ('s3', 'ObjectExists', OBJECT, ('PutObject', {**OBJECT, 'Body': b'x'})),
    ('s3', 'ObjectNotExists', OBJECT, ('DeleteObject', OBJECT)),
    ('s3', 'BucketNotExists', BUCKET, ('DeleteBucket', BUCKET)),
    ('eks', 'ClusterActive', {'name': 'local'}, None),
    ('eks', 'ClusterDeleted', CLUSTER, None),
    ('eks', 'AddonDeleted', AGENT, None),
]

#: These begin with the call, since what they wait for is there at once or must be.
AFTER_CALL = [
    ('eks', 'ClusterActive', CLUSTER, ('CreateCluster', {**CLUSTER, 'roleArn': OF_ROLE, 'resourcesVpcConfig': {}})),
    ('eks', 'ClusterDeleted', CLUSTER, ('DeleteCluster', CLUSTER)),
    ('eks', 'AddonActive', AGENT, ('CreateAddon', AGENT)),
    ('eks', 'AddonDeleted', AGENT, ('DeleteAddon', AGENT)),
]

FAILS = [
    ('iam', 'RoleExists', {'RoleName': 'nobody'}, PATIENCE),
    ('iam', 'UserExists', {'UserName': 'nobody'}, PATIENCE),
    ('iam', 'PolicyExists', {'PolicyArn': 'arn:aws:iam::$account:policy/nobody'}, PATIENCE),
    ('s3', 'BucketExists', {'Bucket': 'nobody-has-it'}, PATIENCE),
    ('s3', 'BucketNotExists', {'Bucket': 'waiting'}, PATIENCE),
    ('s3', 'ObjectExists', {'Bucket': 'waiting', 'Key': 'nothing'}, PATIENCE),
    ('s3', 'ObjectNotExists', {'Bucket': 'waiting', 'Key': 'there'}, PATIENCE),
    ('eks', 'ClusterActive', {'name': 'pending'}, PATIENCE),
    ('eks', 'ClusterActive', {'name': 'nobody'}, 'ResourceNotFoundException'),
    ('eks', 'ClusterDeleted', {'name': 'local'}, TERMINAL),
    ('eks', 'ClusterDeleted', {'name': 'pending'}, TERMINAL),
    ('eks', 'AddonActive', of_failing('aws-ebs-csi-driver'), TERMINAL),
    ('eks', 'AddonActive', of_failing('external-dns'), TERMINAL),
    ('eks', 'AddonActive', of_failing('amazon-cloudwatch-observability'), 'ResourceNotFoundException'),
    ('eks', 'AddonDeleted', of_failing('aws-efs-csi-driver'), TERMINAL),
]


def waiters():
    """(service, waiter) of each that botocore has for what podid has."""
    session = get_session()
    ours = set(operations())
    for service in sorted({it for it, _ in ours}):
        try:
            model = session.get_waiter_model(service)
        except UnknownServiceError:
            continue
        for name in model.waiter_names:
            if (service, model.get_waiter(name).operation) in ours:
                yield service, name


def waiter_of(client, name):
    found = [it for it in client.sdk.waiter_names if it.replace('_', '') == name.lower()]
    return client.sdk.get_waiter(found[0])


class Waiting:
    def __init__(self, clients, report):
        self.clients = clients
        self.report = report
        self.world = {'account': account()}

    def ends(self, service, name, given, then):
        """Waits, while `then` is called a moment later."""
        client = self.clients.get(service)
        later = threading.Thread(target=self.a_moment_later, args=(service, then)) if then else None
        if later:
            later.start()
        self.wait(client, name, given)
        if later:
            later.join()

    def a_moment_later(self, service, then):
        time.sleep(0.2)
        operation, given = then
        self.clients.get(service, 'beside').call(operation, filled(given, self.world))

    def ends_after(self, service, name, given, then):
        client = self.clients.get(service)
        client.call(then[0], filled(then[1], self.world))
        self.wait(client, name, given)

    def wait(self, client, name, given):
        self.report.checked('ends')
        try:
            waiter_of(client, name).wait(**filled(given, self.world), WaiterConfig=SOON)
        except WaiterError as why:
            self.report.problem(f'{client.service} {name}', f'{why}')

    def fails(self, service, name, given, reason):
        client = self.clients.get(service)
        self.report.checked('fails')
        try:
            waiter_of(client, name).wait(**filled(given, self.world), WaiterConfig=BRIEFLY)
            self.report.problem(f'{service} {name}', f'ended for {given}')
        except WaiterError as why:
            if reason not in str(why):
                self.report.problem(f'{service} {name}', f'{given}: {why} instead of {reason}')


def sections():
    report = Report()
    waiting = Waiting(Clients(), report)
    tried = {(service, name) for service, name, _, _ in [*ENDS, *AFTER_CALL]}
    failed = {(service, name) for service, name, _, _ in FAILS}
    for it in waiters():
        report.holds('waiters', ' '.join(it), it in tried and it in failed, 'is not tried both ways')
    s3 = waiting.clients.get('s3')
    s3.call('CreateBucket', {'Bucket': 'waiting'})
    s3.call('PutObject', {'Bucket': 'waiting', 'Key': 'there', 'Body': b'x'})
    for row in ENDS:
        waiting.ends(*row)
    for row in AFTER_CALL:
        waiting.ends_after(*row)
    for row in FAILS:
        waiting.fails(*row)
    return {'waiters': report}


if __name__ == '__main__':
    end(sections())
