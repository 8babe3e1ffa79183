"""Every operation of podid's models: answered, and each answer as botocore's model says, to the last element."""

import json
import os
from pathlib import Path

from clients import Clients, account
from errors import gone, strangers
from report import Report, end
from table import STEPS
from walking import walk
from wrong import ask_wrongly

MODELS = Path(__file__).parents[3] / 'src/wire/models'


def operations():
    """(service, operation) of every model that botocore has too."""
    return [
        (file.stem, name)
        for file in sorted(MODELS.glob('*.json'))
        if file.stem != 'podid'
        for name in json.loads(file.read_text())['operations']
    ]


def world(clients):
    """What the test prepared (tokens of a pod and of a web identity), and the issuer of the latter: that of the cluster `local`."""
    [provider] = clients.get('iam').call('ListOpenIDConnectProviders', {})['OpenIDConnectProviderList']
    issuer = provider['Arn'].split('oidc-provider/')[1]
    return {'account': account(), 'issuer': issuer, **json.loads(os.environ['PODID_WALK'])}


def complete(clients, report):
    """Each operation is in the table, and botocore knows it."""
    in_table = {(it.service, it.operation) for it in STEPS if it.refused is None}
    for service, name in operations():
        report.holds('operations', f'{service} {name}', (service, name) in in_table, 'has no step in the table')
        known = name in clients.get(service).model.operation_names
        if not known:
            report.problem(f'{service} {name}', 'is unknown to this botocore: install a newer one')


def sections():
    """By name, what each part of the walk found."""
    clients = Clients()
    reports = {name: Report() for name in ('answers', 'strangers', 'gone', 'wrong')}
    complete(clients, reports['answers'])
    asked = walk(STEPS, clients, world(clients), reports['answers'])
    strangers(asked, clients, reports['strangers'])
    gone(asked, clients, reports['gone'])
    ask_wrongly(asked, clients, reports['wrong'])
    return reports


if __name__ == '__main__':
    end(sections())
