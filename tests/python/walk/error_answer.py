"""A raw error answer held against the protocol and, where the model has the error, against its shape."""

import json
import xml.etree.ElementTree as ElementTree

from xml_answer import name_of


def problems(model, operation, raw, told):
    """`told` is what botocore made of it."""
    found = []
    if not 400 <= raw['status_code'] < 500:
        found.append(f'status {raw["status_code"]}')
    error = told.get('Error', {})
    if not error.get('Code') or not isinstance(error.get('Message'), str) or error['Message'] == '':
        found.append(f'is told as {error}')
    if not raw['body']:
        # Answers to HEAD have none: botocore tells the status.
        is_head = model.operation_model(operation).http['method'] == 'HEAD'
        return found if is_head else [*found, 'has no body']
    if raw['body'].lstrip().startswith(b'{'):
        return found + in_json(model, error.get('Code'), json.loads(raw['body']))
    return found + in_xml(model, ElementTree.fromstring(raw['body']))


def in_json(model, code, body):
    shape = model.shape_for_error_code(code)
    known = {'message', 'Message', '__type', *(shape.members if shape is not None else ())}
    return [f'{name} is no member of {code}' for name in body if name not in known]


def in_xml(model, root):
    names = [name_of(it) for it in root]
    if model.resolved_protocol == 'rest-xml':
        wrong = name_of(root) != 'Error' or names[:2] != ['Code', 'Message'] or 'RequestId' not in names
        return [f'{name_of(root)} holds {names}'] if wrong else []
    if name_of(root) != 'ErrorResponse' or names != ['Error', 'RequestId']:
        return [f'{name_of(root)} holds {names}']
    inner = [name_of(it) for it in root[0]]
    return [] if inner[:3] == ['Type', 'Code', 'Message'] else [f'Error holds {inner}']
