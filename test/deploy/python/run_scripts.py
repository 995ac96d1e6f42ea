"""Runs scripts on stand-ins of SageMaker's Python SDK and boto3 that know the recorded names and no others.

Standard input: JSON, [{"script": text, "fill": {constant: value}, "runs": number}]. Standard output: JSON, for each what it
called as [service, operation, arguments], what it printed, and how it ended. A call with a name that isn't recorded, or
without one that is required, ends a script, as does a request that AWS's API wouldn't take.
"""

import contextlib
import io
import json
import re
import sys
import types
from pathlib import Path

HERE = Path(__file__).parent
SDK = json.loads((HERE / "sdk-record.json").read_text())
SERVICES = json.loads((HERE / "boto3-record.json").read_text())["services"]


def named(record):
    return {name.rstrip("*"): inner for name, inner in record.items()}


def faults(record, given, place):
    """What a call has too much or too little of."""
    known = named(record)
    required = [name.rstrip("*") for name in record if name.endswith("*")]
    extra = [f"{place} has no {name}" for name in given if name not in known]
    return extra + [f"{place} needs {name}" for name in required if name not in given]


def demand(record, given, place):
    found = faults(record, given, place)
    if found:
        raise TypeError("; ".join(found))


def in_request(record, value, place):
    """What the API would refuse in a request, at every depth."""
    if isinstance(value, list):
        return [fault for item in value for fault in in_request(record, item, f"{place}[]")]
    if value is None:
        return [f"{place} is None"]
    if record == "map":
        return [f"{place}.{name} is no text" for name, item in value.items() if not isinstance(item, str)]
    if not isinstance(value, dict) or record == "":
        return []
    known = named(record)
    inner = [
        fault
        for name, item in value.items()
        if name in known
        for fault in in_request(known[name], item, f"{place}.{name}")
    ]
    return faults(record, value, place) + inner


def form_or_bytes(value):
    """A multipart body as text, other bytes by their name."""
    return value.decode() if value.startswith(b"--") else "bytes"


class World:
    """One account: what was called, and the endpoint that there is."""

    def __init__(self):
        self.calls = []
        self.endpoint = None
        self.schedules = set()
        self.targets = {}
        self.rolls_back = False
        self.fails = False

    def call(self, service, operation, given):
        record = SERVICES[service].get(operation)
        if record is None:
            raise TypeError(f"{service} has no {operation}")
        found = in_request(record, given, operation)
        if found:
            raise TypeError("; ".join(found))
        shown = {name: form_or_bytes(value) if isinstance(value, bytes) else value for name, value in given.items()}
        self.calls.append([service, operation, shown])


def pascal(name):
    """As the SDK names a field of the API, with its mistakes: memory_size_in_mb becomes MemorySizeInMb."""
    if name == "volume_size_in_gb":
        return "VolumeSizeInGB"
    return "".join(word.title() for word in name.split("_"))


def serialized(value):
    """As the SDK sends a value: a shape loses what is None, 0, False or empty."""
    if isinstance(value, list):
        return [item for item in map(serialized, value) if item is not None]
    if isinstance(value, dict):
        return {name: serialized(item) for name, item in value.items() if item is not None}
    if hasattr(value, "fields"):
        sent = {pascal(name): serialized(item) for name, item in value.fields.items()}
        return {name: item for name, item in sent.items() if item}
    return value


def check_types(record, given, place):
    """A field that is a shape takes that shape, a list of it, or nothing."""
    known = named(record)
    for name, value in given.items():
        for item in value if isinstance(value, list) else [value]:
            wanted = known[name]
            if item is not None and wanted != type(item).__name__ and (wanted != "" or hasattr(item, "fields")):
                raise TypeError(f"{place}.{name} takes {wanted or 'no shape'}, not {type(item).__name__}")


def shape(name, record):
    def make(self, **given):
        demand(record, given, name)
        check_types(record, given, name)
        self.fields = given
        vars(self).update(given)

    return type(name, (), {"__init__": make})


class Conflict(Exception):
    pass


class Client:
    """A client of boto3: any operation that is recorded for its service."""

    def __init__(self, world, service):
        self.world, self.service = world, service
        self.exceptions = types.SimpleNamespace(ConflictException=Conflict)

    def __getattr__(self, method):
        def call(**given):
            operation = "".join(word.title() for word in method.split("_"))
            if operation == "CreateSchedule" and given["Name"] in self.world.schedules:
                raise Conflict
            self.world.call(self.service, operation, given)
            self.world.schedules |= {given["Name"]} if operation == "CreateSchedule" else set()
            if operation == "RegisterScalableTarget":
                target = self.world.targets.setdefault(given["ResourceId"], {})
                target.update(given)
                if "MinCapacity" not in target:
                    raise TypeError("A new target needs MinCapacity")
            return {
                "ScalableTargets": [
                    target for name, target in self.world.targets.items() if name in given.get("ResourceIds", [])
                ],
                "TopicArn": f"topic {given.get('Name')}",
                "PolicyARN": f"policy {given.get('PolicyName')}",
                "Account": "111122223333",
                "SecretString": '{"token": "from-the-secret"}',
            }

        return call


def resources(world):
    """The classes of sagemaker.core.resources, with the methods that are recorded."""
    records = SDK["sagemaker.core.resources"]

    def sent(kind, method, given, operation, service="sagemaker"):
        record = records[kind]["methods"][method]
        demand(record, given, f"{kind}.{method}")
        check_types(record, given, f"{kind}.{method}")
        plain = {pascal(name): serialized(item) for name, item in given.items() if item is not None}
        world.call(service, operation, plain)
        return plain

    class Model:
        @classmethod
        def create(cls, **given):
            sent("Model", "create", given, "CreateModel")

    class EndpointConfig:
        @classmethod
        def create(cls, **given):
            sent("EndpointConfig", "create", given, "CreateEndpointConfig")

    class Endpoint:
        __slots__ = records["Endpoint"]["attributes"]

        @classmethod
        def create(cls, **given):
            sent("Endpoint", "create", given, "CreateEndpoint")
            world.endpoint = cls.described(given["endpoint_name"], given["endpoint_config_name"])
            return world.endpoint

        @classmethod
        def described(cls, name, config):
            endpoint = cls()
            endpoint.endpoint_name, endpoint.endpoint_config_name = name, config
            endpoint.failure_reason, endpoint.endpoint_arn = "the container did not start", "arn"
            endpoint.endpoint_status = "Failed" if world.fails else "InService"
            return endpoint

        @classmethod
        def get_all(cls, **given):
            demand(records["Endpoint"]["methods"]["get_all"], given, "Endpoint.get_all")
            similar = cls.described(f"other-{given['name_contains']}", "theirs")
            return iter([similar] + ([world.endpoint] if world.endpoint else []))

        def update(self, **given):
            record = records["Endpoint"]["methods"]["update"]
            demand(record, given, "Endpoint.update")
            names = {"EndpointName": self.endpoint_name, "EndpointConfigName": self.endpoint_config_name}
            world.call("sagemaker", "UpdateEndpoint", {**names, **{pascal(key): value for key, value in given.items()}})

        def wait_for_status(self, target_status):
            if target_status != "InService":
                raise ValueError(target_status)
            if world.rolls_back:
                self.endpoint_config_name = "the old one"

        def invoke(self, **given):
            demand(records["Endpoint"]["methods"]["invoke"], given, "Endpoint.invoke")
            self.ask("InvokeEndpoint", given)
            return answer("InvokeEndpointOutput", body=io.BytesIO(b"an answer"))

        def invoke_async(self, **given):
            demand(records["Endpoint"]["methods"]["invoke_async"], given, "Endpoint.invoke_async")
            self.ask("InvokeEndpointAsync", given)
            return answer("InvokeEndpointAsyncOutput", output_location="s3://answers/1")

        def ask(self, operation, given):
            names = {pascal(name): value for name, value in given.items()}
            world.call("sagemaker-runtime", operation, {"EndpointName": self.endpoint_name, **names})

    def answer(kind, **fields):
        demand(SDK["sagemaker.core.shapes"][kind], fields, kind)
        return types.SimpleNamespace(**fields)

    return {"Model": Model, "EndpointConfig": EndpointConfig, "Endpoint": Endpoint}


class Session:
    """A session of boto3."""

    world = None

    def __init__(self, region_name):
        self.region_name = region_name

    def client(self, service):
        return Client(self.world, service)

    def get_partition_for_region(self, region):
        return "aws-cn" if region.startswith("cn-") else "aws"


def modules(world, kernel_region):
    """What a script imports."""
    session = type("Session", (Session,), {"world": world})
    helper = SDK["sagemaker.core.helper.session_helper"]

    def client_of_sdk(**given):
        demand(SDK["sagemaker.core.utils.utils"]["SageMakerClient"], given, "SageMakerClient")
        # The first of a kernel is the only one.
        return types.SimpleNamespace(region_name=kernel_region or given["region_name"])

    def session_of_sdk(**given):
        demand(helper["Session"], given, "Session")

    def execution_role(*given):
        if len(given) > len(helper["get_execution_role"]):
            raise TypeError("get_execution_role")
        return "the notebook's role"

    contents = {
        "boto3": {"Session": session},
        "sagemaker": {},
        "sagemaker.core": {},
        "sagemaker.core.resources": resources(world),
        "sagemaker.core.shapes": {name: shape(name, record) for name, record in SDK["sagemaker.core.shapes"].items()},
        "sagemaker.core.helper": {},
        "sagemaker.core.helper.session_helper": {"Session": session_of_sdk, "get_execution_role": execution_role},
        "sagemaker.core.utils": {},
        "sagemaker.core.utils.utils": {"SageMakerClient": client_of_sdk},
    }
    found = {}
    for name, content in contents.items():
        found[name] = types.ModuleType(name)
        vars(found[name]).update(content)
    return found


def filled(script, constants):
    """The script with its constants filled in, as a person would."""
    for name, value in constants.items():
        script, count = re.subn(rf"(?m)^{name} = .*$", lambda _, line=f"{name} = {value!r}": line, script)
        if count != 1:
            raise ValueError(f"{count} times {name}")
    return script


def run(script, fill, runs=1, rolls_back=False, fails=False, kernel_region=None):
    world = World()
    world.fails = fails
    printed = io.StringIO()
    ended = None
    code = compile(filled(script, fill), "script", "exec")
    sys.modules.update(modules(world, kernel_region))
    for number in range(runs):
        world.rolls_back = rolls_back and number == runs - 1
        with contextlib.redirect_stdout(printed):
            try:
                exec(code, {"__name__": "__main__"})
            except SystemExit as stop:
                ended = str(stop)
            except Exception as fault:
                ended = f"{type(fault).__name__}: {fault}"
    return {"calls": world.calls, "printed": printed.getvalue(), "ended": ended}


json.dump([run(**wanted) for wanted in json.load(sys.stdin)], sys.stdout)
