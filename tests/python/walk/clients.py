"""boto3 as people have it, but with parameter validation off and each raw response kept."""

import os
from copy import deepcopy

import boto3
from botocore.config import Config

#: The services of podid that botocore knows.
SERVICES = ('eks', 'eks-auth', 'sts', 'iam', 's3', 'cloudtrail')


class Client:
    """A client of one service; `raw` is the last response as it came."""

    def __init__(self, service, credentials=None, validate=False):
        self.service = service
        self.raw = None
        #: Changes the next requests before they are signed.
        self.mutate = None
        self._operation = None
        self.sdk = boto3.client(
            service,
            **(session_of(credentials) if credentials else {}),
            config=Config(
                parameter_validation=validate,
                retries={'total_max_attempts': 1},
                s3={'addressing_style': 'path'},
                connect_timeout=10,
                read_timeout=60,
            ),
        )
        self.sdk.meta.events.register('before-parse.*.*', self._keep)
        self.sdk.meta.events.register_last('before-call.*.*', self._change)

    @property
    def model(self):
        return self.sdk.meta.service_model

    def call(self, operation, given):
        """Calls by the name of the model, as botocore's own methods do."""
        self.raw = None
        self._operation = operation
        # botocore's handlers write into what they are given.
        return self.sdk._make_api_call(operation, deepcopy(given))

    # S3's clients ask for a bucket's region in between, when they are refused: that is not what was called.

    def _keep(self, operation_model, response_dict, **_):
        if operation_model.name == self._operation:
            self.raw = response_dict

    def _change(self, model, params, **_):
        if self.mutate is not None and model.name == self._operation:
            self.mutate(params)


class Clients:
    """One client for each service and caller."""

    def __init__(self):
        self._made = {}

    def get(self, service, name=None, credentials=None):
        key = (service, name)
        if key not in self._made:
            self._made[key] = Client(service, credentials)
        return self._made[key]


def session_of(credentials):
    """The keys of credentials as STS and IAM give them."""
    return {
        'aws_access_key_id': credentials['AccessKeyId'],
        'aws_secret_access_key': credentials['SecretAccessKey'],
        'aws_session_token': credentials.get('SessionToken'),
    }


def account():
    return os.environ.get('PODID_ACCOUNT', '000000000000')
