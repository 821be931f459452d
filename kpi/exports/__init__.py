"""What each platform's files look like, one module a platform. To add a platform, put its module here: it is found."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from kpi.exports.export import Export

_SHARED = ("export", "feeds")
_PLATFORMS = (import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__) if one.name not in _SHARED)

EXPORTS: tuple[Export, ...] = tuple(export for platform in _PLATFORMS for export in platform.EXPORTS)
BY_KEY: Mapping[str, Export] = {export.key: export for export in EXPORTS}
