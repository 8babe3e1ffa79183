"""Every operation with members of other types and without the members it needs: refused with a reason, never a failure of ours."""

import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from botocore.exceptions import ClientError

from errors import refused
from wrong_values import as_text, in_json

#: What is said when the request itself was found right.
OF_THE_WORLD = {
    *('NoSuchEntity', 'ResourceNotFoundException', 'NotFoundException', 'NoSuchBucket', 'NoSuchKey', 'NoSuchUpload'),
    *('EntityAlreadyExists', 'ResourceInUseException', 'BucketAlreadyOwnedByYou', 'AccessDenied', 'DeleteConflict'),
}


def ask_wrongly(asked, clients, report):
    for (service, operation), given in asked.items():
        client = clients.get(service)
        for what, change in changes(client.model, operation):
            client.mutate = change
            code = refused(client, operation, given, report, with_what=what)
            client.mutate = None
            if code in OF_THE_WORLD:
                report.problem(f'{service} {operation}', f'{what} was taken: {code}')
        for what, change in of_headers(client.model, operation):
            client.mutate = change
            never_ours(client, operation, given, report, what)
            client.mutate = None


def never_ours(client, operation, given, report, what):
    """Some headers that cannot be read are passed over, as HTTP wants it; none is a failure of ours. 501 is S3's own answer to some."""
    try:
        client.call(operation, given)
    except ClientError:
        pass
    status = client.raw['status_code']
    report.holds('headers', f'{client.service} {operation}', status < 500 or status == 501, f'{what}: status {status}')


def of_headers(model, operation):
    shape = model.operation_model(operation).input_shape
    for name, member in shape.members.items() if shape is not None else ():
        if member.serialization.get('location') == 'header':
            wire = member.serialization.get('name', name)
            yield from (in_header(wire, it) for it in (*as_text(member), 'é'.encode().decode('latin-1')))


def in_header(name, value):
    def change(params):
        params['headers'][name] = value

    return f'{name}: {value!r}', change


def changes(model, operation):
    """What is done to a request that was right: in words, and how."""
    shape = model.operation_model(operation).input_shape
    if shape is None:
        return
    if model.resolved_protocol == 'query':
        yield from of_form(shape)
        return
    payload = shape.serialization.get('payload')
    for name, member in shape.members.items():
        wire = member.serialization.get('name', name)
        place = member.serialization.get('location')
        if place == 'querystring':
            yield from (in_query(wire, it) for it in as_text(member))
            # S3 tells operations apart by them.
            if name in shape.required_members and model.resolved_protocol != 'rest-xml':
                yield without_query(wire)
        elif place is None and payload is None and model.resolved_protocol in ('json', 'rest-json'):
            yield from (in_body(wire, it) for it in in_json(member))
            if name in shape.required_members:
                yield without(wire)
    if payload is not None and shape.members[payload].type_name == 'structure' and payload in shape.required_members:
        yield from (with_body(it) for it in (b'', b'<', b'{}', b'<a/>', b'<Delete><Object/></Delete>'))
    if model.resolved_protocol in ('json', 'rest-json') and any(
        'location' not in it.serialization for it in shape.members.values()
    ):
        yield from (with_body(it) for it in (b'{', b'[]', b'"x"', b'7', b'\xff'))


def of_form(shape):
    for name, member in shape.members.items():
        yield from (in_form(name, it) for it in as_text(member))
        if name in shape.required_members:
            yield without_in_form(name)


def in_form(name, value):
    def change(params):
        params['body'][name] = value

    return f'{name}={value[:40]!r}', change


def without_in_form(name):
    def change(params):
        own = re.compile(rf'{re.escape(name)}(\.|$)')
        params['body'] = {key: it for key, it in params['body'].items() if not own.match(key)}

    return f'no {name}', change


def in_query(name, value):
    def change(params):
        params['url'] = with_query(params['url'], name, [(name, value)])

    return f'?{name}={value!r}', change


def without_query(name):
    def change(params):
        params['url'] = with_query(params['url'], name, [])

    return f'no ?{name}', change


def with_query(url, name, added):
    """The address with other values of one parameter."""
    parts = urlsplit(url)
    kept = [it for it in parse_qsl(parts.query, keep_blank_values=True) if it[0] != name]
    return urlunsplit(parts._replace(query=urlencode(kept + added)))


def in_body(name, value):
    def change(params):
        body = json.loads(params['body'] or b'{}')
        params['body'] = json.dumps({**body, name: value}).encode()

    return f'{name}: {value!r}', change


def without(name):
    def change(params):
        body = json.loads(params['body'] or b'{}')
        body.pop(name, None)
        params['body'] = json.dumps(body).encode()

    return f'no {name}', change


def with_body(body):
    def change(params):
        params['body'] = body

    return f'the body {body!r}', change
