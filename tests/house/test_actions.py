"""Every write is declared once, with its permission and its leaf."""

from __future__ import annotations

import ast
import importlib
import pkgutil

import sijill
from sijill.trust.ledger.actions import ACTIONS
from tests.house.source import python_files

# Called inside another room's action, whose transaction and leaf cover them.
INSIDE_OTHERS = {
    "trust/worklist/actions.py": {"ask", "settle"},
    "trust/ledger/actions.py": {"commit_rows"},
    "verify/actions/cases.py": {"touch", "enter", "enter_by_finding", "reopen"},
    "verify/actions/proposals.py": {"settle_revision"},
}


def is_action(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(d, ast.Call) and isinstance(d.func, ast.Name) and d.func.id == "action"
        for d in function.decorator_list
    )


def takes_by(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "by" for argument in function.args.kwonlyargs)


def load_all() -> None:
    for module in pkgutil.walk_packages(sijill.__path__, "sijill."):
        if ".actions" in module.name:
            importlib.import_module(module.name)


def test_public_functions_of_actions_are_actions() -> None:
    loose = []
    for path, tree in python_files():
        if "/actions" not in path:
            continue
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if not (public and takes_by(node)) or is_action(node):
                continue
            if node.name not in INSIDE_OTHERS.get(path, set()):
                loose.append(f"{path}: {node.name}")
    assert loose == []


def test_every_action_names_room_and_verb() -> None:
    load_all()
    assert len(ACTIONS) > 20
    for code in ACTIONS:
        room, _, verb = code.partition(".")
        assert room and verb and code == code.lower(), code


def test_actions_have_a_docstring() -> None:
    bare = [
        f"{path}: {node.name}"
        for path, tree in python_files()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and is_action(node) and not ast.get_docstring(node)
    ]
    assert bare == []
