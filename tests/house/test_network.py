"""The suite reaches nothing but this machine, and that guard itself works."""

from __future__ import annotations

import socket

import pytest


def test_the_network_is_closed() -> None:
    with socket.socket() as connection, pytest.raises(RuntimeError, match="tried to reach"):
        connection.connect(("192.0.2.1", 80))
