"""Which account runs PostgreSQL. It refuses root, and root's folders are not opened for it."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

CANDIDATES = ("amends", "postgres", "nobody")


def account() -> pwd.struct_passwd:
    """Our own account; for root the first there is of AMENDS_DATABASE_ACCOUNT, amends, postgres, nobody."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    asked = os.environ.get("AMENDS_DATABASE_ACCOUNT")
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in [asked] if asked else CANDIDATES:
        if name in known and known[name].pw_uid != 0:
            return known[name]
    raise RuntimeError("PostgreSQL does not run as root. Name an account in AMENDS_DATABASE_ACCOUNT.")


def dropped(who: pwd.struct_passwd) -> dict[str, Any]:
    """Arguments for subprocess: run as that account, outside of any folder it may not enter."""
    options: dict[str, Any] = {"cwd": "/", "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}}
    if os.geteuid() == 0:
        options |= {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    return options


def may_enter(who: pwd.struct_passwd, folder: Path) -> bool:
    """Whether the account can pass through `folder` and everything above it."""
    if os.geteuid() != 0:
        return True
    test = ["test", "-x", str(folder)]
    return subprocess.run(test, **dropped(who), check=False).returncode == 0


def may_run(who: pwd.struct_passwd, program: Path) -> bool:
    try:
        tried = subprocess.run([program, "--version"], **dropped(who), check=False, capture_output=True)
    except (PermissionError, FileNotFoundError):
        return False
    return tried.returncode == 0


def own(who: pwd.struct_passwd, path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, who.pw_uid, who.pw_gid)


def private_folder(who: pwd.struct_passwd, folder: Path) -> Path:
    """The folder, made if need be, that only the account may enter; refused when somebody else owns it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if folder.is_symlink() or state.st_uid not in {os.geteuid(), who.pw_uid}:
        raise RuntimeError(f"{folder} belongs to another account and is not used.")
    own(who, folder)
    folder.chmod(0o700)
    return folder
