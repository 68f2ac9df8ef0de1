"""The web part: its problem sentences are gathered from one file a room."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "sijill.web"
    label = "web"

    def ready(self) -> None:
        """Register every room's sentences."""
        from sijill.web import sentences
        from sijill.web.problems import register

        for module in iter_modules(sentences.__path__):
            register(import_module(f"{sentences.__name__}.{module.name}").SENTENCES)
