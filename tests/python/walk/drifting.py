"""Compares what was written with what is read."""


def same(report, where, one, other, besides=()):
    """Two tellings of one thing, alike in every member."""
    report.checked('same')
    for name in sorted({*one, *other} - set(besides)):
        if one.get(name) != other.get(name):
            report.problem(where, f'{name} was {one.get(name)!r} and is {other.get(name)!r}')


def differences(report, where, written, read, at=''):
    """All that was written is read; what is read beside it are the service's own members."""
    report.checked('written')
    for name, value in written.items():
        there = read.get(name)
        # A structure that was written may be read with more in it; tags are all of the tags.
        if isinstance(value, dict) and isinstance(there, dict) and name not in ('tags', 'Metadata'):
            differences(report, where, value, there, f'{at}{name}.')
        elif value != there:
            report.problem(where, f'{at}{name} was written as {value!r} and is read as {there!r}')
