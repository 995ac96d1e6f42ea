"""Runs notebooks on moto and on stand-ins for single calls. botocore checks each request by its own models.

In: a JSON list of runs. Out: for each what was called, what was printed, and the sentence or fault it ended with.
"""

import contextlib
import io
import json
import os
import sys
import time
import types

os.environ.update(AWS_ACCESS_KEY_ID="id", AWS_SECRET_ACCESS_KEY="secret", AWS_DEFAULT_REGION="eu-west-1")

import boto3
import botocore.session
from moto import mock_aws


def clock():
    """A module `time` in which waiting takes no time."""
    module = types.ModuleType("time")
    vars(module).update(vars(time))
    now = 0.0

    def sleep(seconds):
        nonlocal now
        now += seconds
        if now > 86_400:
            raise TimeoutError("waits for more than a day")

    module.time = lambda: now
    module.sleep = sleep
    return module


class Calls:
    """Notes each call, and answers those that a stand-in is for: with its answers in turn, the last one again and again."""

    def __init__(self, stand_ins):
        self.made = []
        self.stand_ins = {name: list(answers) for name, answers in stand_ins.items()}

    def note(self, params, model, **_):
        read = lambda value: value.getvalue() if isinstance(value, io.BytesIO) else value
        text = lambda value: value.decode() if isinstance(value, bytes) else value
        self.made.append([model.name, {key: text(read(value)) for key, value in params.items()}])

    def answer(self, model, **_):
        answers = self.stand_ins.get(model.name)
        if answers is None:
            return None
        answer = dict(answers.pop(0) if len(answers) > 1 else answers[0])
        if isinstance(answer.get("Body"), str):
            answer["Body"] = io.BytesIO(answer["Body"].encode())
        return types.SimpleNamespace(status_code=400 if "Error" in answer else 200), answer


def run(wanted):
    calls = Calls(wanted.get("stand_ins", {}))
    sys.modules["time"] = clock()
    cells = {"__name__": "__main__"}
    printed = io.StringIO()
    ended = None
    with mock_aws(), contextlib.redirect_stdout(printed):
        session = botocore.session.get_session()
        session.register("before-parameter-build", calls.note)
        session.register("before-call", calls.answer)
        boto3.setup_default_session(botocore_session=session)
        try:
            for cell in wanted["cells"]:
                exec(compile(cell, "cell", "exec"), cells)
        except SystemExit as stopped:
            ended = str(stopped)
        except Exception as fault:
            ended = f"{type(fault).__name__}: {fault}"
    sys.modules["time"] = time
    return {"calls": calls.made, "printed": printed.getvalue(), "ended": ended}


json.dump([run(wanted) for wanted in json.load(sys.stdin)], sys.stdout, default=str)
