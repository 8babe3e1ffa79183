"""A raw response held against what botocore's model says of the operation."""

import json
import xml.etree.ElementTree as ElementTree

import json_answer
import xml_answer

#: Headers of every answer of S3, which no shape lists.
OF_EVERY_ANSWER = {'x-amz-request-id', 'x-amz-id-2'}


def problems(model, operation, raw):
    """What a client that reads by the model would miss or stumble over."""
    shape = model.operation_model(operation).output_shape
    protocol = model.resolved_protocol
    partial = 'content-range' in raw['headers']
    wanted = 206 if partial else model.operation_model(operation).http.get('responseCode', 200)
    found = [] if raw['status_code'] == wanted else [f'status {raw["status_code"]}']
    if protocol == 'query':
        return found + query(model, operation, shape, raw)
    if shape is None:
        # restJson1 answers `{}` where there is nothing to say.
        return found + ([f'a body: {raw["body"][:80]}'] if raw['body'] not in (b'', b'{}') else [])
    found += headers(shape, raw) if protocol in ('rest-json', 'rest-xml') else []
    if protocol in ('json', 'rest-json'):
        return found + json_answer.body(shape, json.loads(raw['body'] or b'{}'))
    return found + rest_xml(operation, shape, raw)


def query(model, operation, shape, raw):
    root = ElementTree.fromstring(raw['body'])
    found = []
    namespace = model.metadata['xmlNamespace']
    if any(xml_answer.namespace_of(it) != namespace for it in root.iter()):
        found.append(f'an element outside of {namespace}')
    if xml_answer.name_of(root) != f'{operation}Response':
        found.append(f'the root is {root.tag}')
    wrapper = shape.serialization.get('resultWrapper') if shape is not None else None
    expected = [wrapper, 'ResponseMetadata'] if wrapper else ['ResponseMetadata']
    names = [xml_answer.name_of(it) for it in root]
    if names != expected:
        return [*found, f'the root holds {names}']
    metadata = [xml_answer.name_of(it) for it in root[-1]]
    if metadata != ['RequestId']:
        found.append(f'ResponseMetadata holds {metadata}')
    return found + (xml_answer.check(shape, root[0], operation) if wrapper else [])


def rest_xml(operation, shape, raw):
    payload = shape.serialization.get('payload')
    if payload and shape.members[payload].type_name in ('blob', 'string'):
        return []
    in_body = [it for it in shape.members.values() if 'location' not in it.serialization]
    if not in_body:
        return [f'a body: {raw["body"][:80]}'] if raw['body'] else []
    root = ElementTree.fromstring(raw['body'])
    if operation == 'GetBucketLocation':
        # The one answer whose root is its only member.
        return [] if xml_answer.name_of(root) == 'LocationConstraint' and not len(root) else [f'the root is {root.tag}']
    body = shape.members[payload] if payload else shape
    expected = body.serialization.get('name')
    found = [f'the root is {root.tag}'] if expected and xml_answer.name_of(root) != expected else []
    return found + xml_answer.check(body, root, operation, lambda it: payload or 'location' not in it.serialization)


def headers(shape, raw):
    """Each `x-amz-…` header is one of the output's members."""
    known = set(OF_EVERY_ANSWER)
    prefixes = []
    for name, member in shape.members.items():
        place = member.serialization.get('location')
        if place == 'header':
            known.add(member.serialization.get('name', name).lower())
        elif place == 'headers':
            prefixes.append(member.serialization['name'].lower())
    return [
        f'header {name} is unknown to the model'
        for name in (it.lower() for it in raw['headers'])
        if name.startswith('x-amz-') and name not in known and not name.startswith(tuple(prefixes))
    ]
