"""Values that no member of a shape may have."""

#: By type, for JSON: what another type looks like.
OTHER = {
    'string': (7, True, [], {}),
    'integer': ('x', True, 1.5, [], {}),
    'long': ('x', True, 1.5, [], {}),
    'boolean': ('x', 7, [], {}),
    'timestamp': ('x', True, [], {}),
    'list': ('x', 7, {}),
    'map': ('x', 7, []),
    'structure': ('x', 7, []),
}


def in_json(shape, depth=3):
    """Wrong values of a shape, also deep inside of it."""
    yield from OTHER.get(shape.type_name, ())
    if depth == 0:
        return
    if shape.type_name == 'list':
        yield from ([it] for it in in_json(shape.member, depth - 1))
    elif shape.type_name == 'map':
        yield from ({'a': it} for it in in_json(shape.value, depth - 1))
    elif shape.type_name == 'structure':
        for name, member in shape.members.items():
            wire = member.serialization.get('name', name)
            yield from ({wire: it} for it in in_json(member, depth - 1))


def as_text(shape):
    """Wrong values of a scalar where everything is text: forms and query strings."""
    if shape.type_name in ('integer', 'long'):
        return ('x', '1.5', '')
    if shape.type_name == 'boolean':
        return ('x', '7')
    if shape.type_name == 'timestamp':
        return ('x',)
    if shape.type_name != 'string':
        return ()
    return tuple(unfit(shape.metadata))


def unfit(limits):
    """Texts that break what the model says of a string."""
    if 'enum' in limits:
        yield 'nonsense'
    if limits.get('min', 0) > 0:
        yield ''
    if 0 < limits.get('max', 0) < 10_000:
        yield 'x' * (limits['max'] + 1)
