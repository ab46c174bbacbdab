"""The verbs of a case as forms, one small module for each group. A verb is found by its name."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from amends.web.desk.verbs._verb import Verb


def _found() -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    for module in iter_modules(__path__):
        if not module.name.startswith("_"):
            for verb in import_module(f"{__name__}.{module.name}").VERBS:
                verbs[verb.name] = verb
    return verbs


VERBS: Mapping[str, Verb] = MappingProxyType(_found())
