"""Every paginator with pages of one: together they are the list as it is unpaged."""

from botocore.exceptions import BotoCoreError, ClientError, UnknownServiceError
from botocore.session import get_session

from clients import Clients, account
from report import Report, end
from step import filled
from steps_pages import SHORT, PAGED, STEPS
from walk import operations
from walking import walk


def paginators():
    """(service, operation) of each paginator that botocore has for what podid has."""
    session = get_session()
    for service, operation in operations():
        try:
            if operation in session.get_paginator_model(service)._paginator_config:
                yield service, operation
        except UnknownServiceError:
            continue


def page(client, operation, given, report):
    where = f'{client.service} {operation} {given}'
    paginator = client.sdk.get_paginator(method_of(client, operation))
    pages = list(paginator.paginate(**given, PaginationConfig={'PageSize': 1}))
    whole = client.call(operation, given)
    report.checked('paginators')
    for key in paginator.result_keys:
        united = [steady(it) for one in pages for it in key.search(one) or []]
        unpaged = [steady(it) for it in key.search(whole) or []]
        report.holds('lists', where, united == unpaged, f'{key.expression}: {len(united)} in pages, {len(unpaged)} unpaged')
    sizes = [sum(len(key.search(one) or []) for key in paginator.result_keys) for one in pages]
    if max(sizes) > 1:
        report.problem(where, f'pages of {sizes}')
    if operation not in SHORT and sum(size > 0 for size in sizes) < 2:
        report.problem(where, f'tells nothing: pages of {sizes}')


def steady(it):
    """Without what changes while the pages are read: podid's own roles are at work."""
    return {name: value for name, value in it.items() if name != 'RoleLastUsed'} if isinstance(it, dict) else it


def method_of(client, operation):
    mapping = client.sdk.meta.method_to_api_mapping
    return next(method for method, name in mapping.items() if name == operation)


def sections():
    report = Report()
    clients = Clients()
    kept = {'account': account()}
    walk(STEPS, clients, kept, report)
    for service, operation in paginators():
        asked = PAGED.get((service, operation))
        if not report.holds('operations', f'{service} {operation}', asked, 'its paginator is not tried'):
            continue
        for given in asked:
            try:
                page(clients.get(service), operation, filled(given, kept), report)
            except (BotoCoreError, ClientError, LookupError) as why:
                report.problem(f'{service} {operation}', f'{type(why).__name__}: {why}')
    return {'pages': report}


if __name__ == '__main__':
    end(sections())
