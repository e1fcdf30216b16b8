"""Has waldur-api-client parse answers, and holds what comes out to the types that its models declare."""

import datetime
import importlib
import importlib.util
import json
import re
import sys
import types
import typing
from pathlib import Path

import attrs
import httpx

HOME = Path(importlib.util.find_spec("waldur_api_client").submodule_search_locations[0])
# of itself the package imports each of its 6000 models, which takes longer than all that is done here
models = types.ModuleType("waldur_api_client.models")
models.__path__ = [str(HOME / "models")]
sys.modules[models.__name__] = models

from waldur_api_client import AuthenticatedClient  # noqa: E402
from waldur_api_client.types import Unset  # noqa: E402

client = AuthenticatedClient(base_url="http://cloud.example", token="")
functions = {path.stem: ".".join(path.relative_to(HOME).with_suffix("").parts) for path in HOME.glob("api/*/*.py")}
NAMED = re.compile(r"^ +from \.\.models\.(\w+) import \(?\s*(\w+)", re.MULTILINE)
hints: dict[type, dict] = {}


def hints_of(model: type) -> dict:
    """The types of a model's fields; other models it imports for the eyes of type checkers alone."""
    if model not in hints:
        module = sys.modules[model.__module__]
        named = {
            name: getattr(importlib.import_module(f"{models.__name__}.{file}"), name)
            for file, name in NAMED.findall(Path(module.__file__).read_text())
        }
        hints[model] = typing.get_type_hints(model, {**vars(module), **named})
    return hints[model]


def faults(value: object, wanted: object, at: str) -> list[tuple[str, object, str]]:
    """Where a value is not of the type, as `.a.b[0]`; what it is, and what is wanted."""
    of = typing.get_args(wanted)
    if wanted is typing.Any or value is None and wanted is type(None):
        return []
    if typing.get_origin(wanted) is typing.Union:
        found = [faults(value, arm, at) for arm in of if arm is not Unset or isinstance(value, Unset)]
        # of several arms the one that it is nearest to
        return min(found, key=lambda each: (len(each), -max((len(where) for where, *_ in each), default=0)))
    if typing.get_origin(wanted) is list and isinstance(value, list):
        return [fault for index, item in enumerate(value) for fault in faults(item, of[0], f"{at}[{index}]")]
    if typing.get_origin(wanted) is dict and isinstance(value, dict):
        return [fault for key, item in value.items() for fault in faults(item, of[1], f"{at}.{key}")]
    kind = typing.get_origin(wanted) or wanted
    fits = isinstance(value, (int, float) if kind is float else kind) and (kind is bool or not isinstance(value, bool))
    if not fits:
        return [(at, value, f"not {wanted}")]
    if not attrs.has(kind):
        return []
    # an answer may have more keys than the model: those it keeps unread
    return [
        fault
        for name, each in hints_of(kind).items()
        if name != "additional_properties" or each != dict[str, typing.Any]
        for fault in faults(getattr(value, name), each, f"{at}.{name}")
    ]


def judged(operation: str, status: int, headers: dict[str, str], text: str) -> list[tuple[str, object, str]]:
    module = importlib.import_module(f"waldur_api_client.{functions[operation]}")
    request = httpx.Request("GET", "http://cloud.example/")
    response = httpx.Response(status, headers=headers, text=text, request=request)
    try:
        parsed = module._parse_response(client=client, response=response)
    except Exception as error:
        return [("", "unparsed", f"{type(error).__name__}: {str(error)[:200]}")]
    # of an annotation in quotes
    wanted = typing.get_type_hints(module._parse_response, {**vars(module)})["return"]
    return faults(parsed, wanted, "")


# each place once, however many items a list has
wrong: dict[str, dict[str, str]] = {}
for answer in json.load(sys.stdin):
    operation, of = answer["operation"], answer["of"]
    for at, value, why in judged(operation, answer["status"], answer["headers"], answer["text"]):
        where = re.sub(r"\[\d+\]", "[]", at)
        wrong.setdefault(f"{operation} {where}", {"operation": operation, "of": of, "at": where, "value": value, "why": why})
json.dump(list(wrong.values()), sys.stdout, default=str)
