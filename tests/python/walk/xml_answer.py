"""A raw XML body held against its output shape: elements that botocore would skip are problems."""

import re
from collections import defaultdict

from enums import strange

NAMESPACE = re.compile(r'^\{([^}]*)\}(.*)$')


def name_of(node):
    found = NAMESPACE.match(node.tag)
    return found[2] if found else node.tag


def namespace_of(node):
    found = NAMESPACE.match(node.tag)
    return found[1] if found else ''


def check(shape, node, at, in_body=lambda _: True):
    """The problems of an element, as text."""
    kind = shape.type_name
    if kind == 'structure':
        return structure(shape, node, at, in_body)
    if kind == 'list':
        return sequence(shape, list(node), at)
    if kind == 'map':
        return mapping(shape, list(node), at)
    return scalar(shape, node, at)


def structure(shape, node, at, in_body):
    problems = [f'{at} holds text: {node.text.strip()!r}'] if (node.text or '').strip() and shape.members else []
    there = defaultdict(list)
    for child in node:
        there[name_of(child)].append(child)
    known = {}
    for name, member in shape.members.items():
        if in_body(member) and not member.serialization.get('xmlAttribute'):
            known[element_of(name, member)] = (name, member)
    problems += [f'{at}/{name} is unknown to the model' for name in there if name not in known]
    for element, (name, member) in known.items():
        nodes = there.get(element, [])
        where = f'{at}/{element}'
        flat = member.type_name in ('list', 'map') and member.serialization.get('flattened')
        if not nodes:
            if name in shape.required_members and not flat:
                problems.append(f'{where} is required and absent')
        elif flat:
            problems += items(member, nodes, where)
        elif len(nodes) > 1:
            problems.append(f'{where} is there {len(nodes)} times')
        else:
            problems += check(member, nodes[0], where)
    return problems


def element_of(name, member):
    """As botocore's parser names them: members of a flattened list may be named by the list's member."""
    if member.type_name == 'list' and member.serialization.get('flattened'):
        inner = member.member.serialization.get('name')
        if inner is not None:
            return inner
    return member.serialization.get('name', name)


def sequence(shape, nodes, at):
    inner = shape.member.serialization.get('name', 'member')
    wrong = [f'{at}/{name_of(it)} should be {inner}' for it in nodes if name_of(it) != inner]
    return wrong + items(shape, nodes, at)


def items(shape, nodes, at):
    if shape.type_name == 'map':
        return mapping(shape, nodes, at)
    return [it for n, node in enumerate(nodes) for it in check(shape.member, node, f'{at}[{n}]')]


def mapping(shape, entries, at):
    key = shape.key.serialization.get('name', 'key')
    value = shape.value.serialization.get('name', 'value')
    problems = []
    for n, entry in enumerate(entries):
        names = sorted(name_of(it) for it in entry)
        if names != sorted([key, value]):
            problems.append(f'{at}[{n}] holds {names}')
            continue
        for child in entry:
            inner = shape.key if name_of(child) == key else shape.value
            problems += check(inner, child, f'{at}[{n}]/{name_of(child)}')
    return problems


FORMS = {
    'boolean': r'true|false',
    'integer': r'-?\d+',
    'long': r'-?\d+',
    'float': r'-?\d+(\.\d+)?',
    'double': r'-?\d+(\.\d+)?',
    'timestamp': r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z',
    'blob': r'[A-Za-z0-9+/]*=*',
}


def scalar(shape, node, at):
    if len(node):
        return [f'{at} holds elements where a {shape.type_name} should be']
    text = node.text or ''
    form = FORMS.get(shape.type_name)
    if form and not re.fullmatch(form, text):
        return [f'{at} is no {shape.type_name}: {text!r}']
    if strange(shape, text):
        return [f'{at} is {text!r}, which is not among the values of {shape.name}']
    return []
