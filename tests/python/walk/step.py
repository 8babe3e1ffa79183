"""What is called, and in which order: the rows of the tables beside this file."""

import re
from typing import NamedTuple, Optional


class Step(NamedTuple):
    """One call. `$name` in its input stands for what an earlier step kept."""

    service: str
    operation: str
    input: dict = {}
    #: name -> path into the answer (`association.associationId`), or `header:x` for a header of the response
    keeps: dict = {}
    #: The code of the refusal that is wanted instead of an answer.
    refused: Optional[str] = None
    #: Kept credentials to sign with; the administrator's, when absent.
    caller: Optional[str] = None
    #: A waiter of the service, with its input, to end before the next step.
    then: tuple = ()


def filled(value, world):
    """The input with what was kept put in."""
    if isinstance(value, dict):
        return {key: filled(it, world) for key, it in value.items()}
    if isinstance(value, list):
        return [filled(it, world) for it in value]
    if not isinstance(value, str):
        return value
    return re.sub(r'\$([a-z]\w*)', lambda found: str(world[found[1]]), value)


def at(answer, path):
    """The part of an answer at `a.0.b`."""
    for name in path.split('.'):
        answer = answer[int(name)] if isinstance(answer, list) else answer[name]
    return answer
