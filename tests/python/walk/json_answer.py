"""A raw JSON body held against its output shape: botocore skips what it does not know without a word."""

import base64

from enums import strange


def check(shape, value, at='$'):
    """The problems of a value, as text."""
    if value is None:
        return [f'{at} is null']
    if getattr(shape, 'is_document_type', False):
        return []
    return KINDS.get(shape.type_name, scalar)(shape, value, at)


def body(shape, parsed):
    """The members of an output that are in the body."""
    payload = shape.serialization.get('payload')
    if payload:
        return check(shape.members[payload], parsed)
    return structure(shape, parsed, '$', lambda member: 'location' not in member.serialization)


def structure(shape, value, at, in_body=lambda _: True):
    if not isinstance(value, dict):
        return [f'{at} is no structure']
    named = {
        it.serialization.get('name', name): (name, it) for name, it in shape.members.items() if in_body(it)
    }
    problems = [f'{at}.{name} is unknown to the model' for name in value if name not in named]
    for wire, (name, member) in named.items():
        if wire in value:
            problems += check(member, value[wire], f'{at}.{wire}')
        elif name in shape.required_members:
            problems.append(f'{at}.{wire} is required and absent')
    return problems


def sequence(shape, value, at):
    if not isinstance(value, list):
        return [f'{at} is no list']
    return [it for n, one in enumerate(value) for it in check(shape.member, one, f'{at}[{n}]')]


def mapping(shape, value, at):
    if not isinstance(value, dict):
        return [f'{at} is no map']
    return [it for key, one in value.items() for it in check(shape.value, one, f'{at}[{key}]')]


def scalar(shape, value, at):
    kind = shape.type_name
    flag = isinstance(value, bool)
    fits = {
        'string': isinstance(value, str),
        'boolean': flag,
        'integer': isinstance(value, int) and not flag,
        'long': isinstance(value, int) and not flag,
        'float': isinstance(value, (int, float)) and not flag,
        'double': isinstance(value, (int, float)) and not flag,
        'timestamp': isinstance(value, (int, float)) and not flag,
        'blob': isinstance(value, str) and is_base64(value),
    }[kind]
    if not fits:
        return [f'{at} is no {kind}: {value!r}']
    if strange(shape, value):
        return [f'{at} is {value!r}, which is not among the values of {shape.name}']
    return []


def is_base64(text):
    try:
        base64.b64decode(text, validate=True)
    except ValueError:
        return False
    return True


KINDS = {'structure': structure, 'list': sequence, 'map': mapping}
