"""Files people hand in, by their SHA-256: in a folder, or in any store fsspec knows."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from recp_selfcheck.errors import NotFound, StorageProblem
from recp_selfcheck.settings import settings

_SHA256 = re.compile(r"[0-9a-f]{64}")


def keep(content: bytes) -> str:
    """Store a file and return its SHA-256; a file that is there already is not written again."""
    digest = hashlib.sha256(content).hexdigest()
    store, root = _store()
    place = f"{root}/{digest[:2]}/{digest}"
    try:
        if not store.exists(place):
            store.makedirs(f"{root}/{digest[:2]}", exist_ok=True)
            store.pipe_file(f"{place}.part", content)
            store.mv(f"{place}.part", place)  # a file under its name is always whole
    except OSError as error:
        raise _problem(error) from error
    return digest


def read(digest: str) -> bytes:
    """Return a stored file; NotFound where there is none."""
    if not _SHA256.fullmatch(digest):
        raise NotFound("no such file")
    store, root = _store()
    try:
        content: bytes = store.cat_file(f"{root}/{digest[:2]}/{digest}")
    except FileNotFoundError as error:
        raise NotFound("no such file") from error
    except OSError as error:
        raise _problem(error) from error
    return content


def forget(digest: str) -> None:
    """Remove a stored file nobody refers to any more; one that is not there is gone already."""
    if not _SHA256.fullmatch(digest):
        raise NotFound("no such file")
    store, root = _store()
    try:
        store.rm_file(f"{root}/{digest[:2]}/{digest}")
    except FileNotFoundError:
        return
    except OSError as error:
        raise _problem(error) from error


def _store() -> tuple[Any, str]:
    from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415 - ships no types; files only

    store, root = url_to_fs(settings().files_url)
    return store, root.rstrip("/")


def _problem(error: OSError) -> StorageProblem:
    place = settings().files_url
    sentence = f"The file could not be stored or read ({place}): {error}. Check RECP_FILES_URL and its permissions."
    return StorageProblem("files", sentence, {"place": place})
