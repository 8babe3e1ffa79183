"""What was found, as JSON on standard output: {name: {"checks": {...}, "problems": [...]}}."""

import json
import sys
from collections import Counter


class Report:
    def __init__(self):
        self.checks = Counter()
        self.problems = []

    def checked(self, what, count=1):
        self.checks[what] += count

    def problem(self, where, what):
        self.problems.append(f'{where}: {what}')

    def holds(self, kind, where, condition, otherwise):
        """Counts a check; what does not hold is a problem."""
        self.checked(kind)
        if not condition:
            self.problem(where, otherwise)
        return condition


def end(sections):
    """Writes them down, by name."""
    told = {name: {'checks': it.checks, 'problems': it.problems} for name, it in sections.items()}
    json.dump(told, sys.stdout)
