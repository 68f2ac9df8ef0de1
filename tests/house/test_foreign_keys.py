"""No table points at a later room: import-linter does not see a foreign key named by a string."""

from __future__ import annotations

from django.apps import apps

from tests.house.source import ROOMS


def room_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "sijill" else None


def test_no_foreign_key_points_forward() -> None:
    forward = []
    for model in apps.get_models(include_auto_created=True):
        here = room_of(model.__module__)
        if here is None:
            continue
        for field in model._meta.get_fields():
            related = getattr(field, "related_model", None)
            if not (field.concrete and field.is_relation and related):
                continue
            there = room_of(related.__module__)
            if there is not None and ROOMS.index(there) > ROOMS.index(here):
                forward.append(f"{model.__name__}.{field.name} -> {there}")
    assert forward == []


def test_the_order_knows_every_room() -> None:
    rooms = {room_of(m.__module__) for m in apps.get_models()} - {None}
    assert rooms <= set(ROOMS)
