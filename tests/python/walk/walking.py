"""Takes the steps of the table one after the other, each answer held against the model."""

from botocore.exceptions import BotoCoreError, ClientError

import answer
from spoiled import spoiled
from step import at, filled

#: The delay is what takes botocore's waiters long.
SOON = {'Delay': 0.1, 'MaxAttempts': 300}


def walk(steps, clients, world, report):
    """Answers what was asked, by (service, operation): the last input of each that was answered."""
    asked = {}
    for step in steps:
        where = f'{step.service} {step.operation}'
        try:
            given = filled(step.input, world)
            client = client_of(step, clients, world)
            told = take(step, client, given, where, report)
            keep(step, client, told, world)
            if step.then:
                waiter, about = step.then
                client.sdk.get_waiter(waiter).wait(**filled(about, world), WaiterConfig=SOON)
        except (BotoCoreError, ClientError, LookupError) as why:
            report.problem(where, f'{type(why).__name__}: {why}')
            continue
        if step.refused is None:
            asked[step.service, step.operation] = given
    return asked


def client_of(step, clients, world):
    return clients.get(step.service, step.caller, world[step.caller] if step.caller else None)


def take(step, client, given, where, report):
    try:
        told = client.call(step.operation, given)
    except ClientError as why:
        if step.refused is None:
            raise
        report.holds('refusals', where, why.response['Error']['Code'] == step.refused, f'not {step.refused}: {why}')
        return why.response
    if step.refused is not None:
        report.problem(where, f'was not refused with {step.refused}')
    report.checked('answers')
    for problem in answer.problems(client.model, step.operation, client.raw):
        report.problem(where, problem)
    bad = spoiled(client.model, step.operation, client.raw)
    if bad is not None:
        seen = answer.problems(client.model, step.operation, bad)
        report.holds('spoiled', where, seen, 'an unknown member went unseen')
    return told


def keep(step, client, told, world):
    for name, path in step.keeps.items():
        world[name] = client.raw['headers'][path[7:]] if path.startswith('header:') else at(told, path)
