"""The model at work: from a text to its row of numbers."""

from pathlib import Path

import onnxruntime

from amends.language.meaning import LAYERS_FILE, NoModel
from amends.language.meaning.model_file import ModelFile
from amends.language.meaning.pieces import Pieces

ERRORS = 3  # from which on onnxruntime writes to the log


class Model:
    """Raises NoModel."""

    def __init__(self, file: Path, prepared: Path) -> None:
        self._file = ModelFile(file)
        self._pieces = Pieces(self._file, prepared)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a page must not take the cores of its neighbours
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # nor keep the memory of its longest sentence
        options.log_severity_level = ERRORS
        try:
            self._layers = onnxruntime.InferenceSession(
                str(prepared / LAYERS_FILE), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # its own kinds have no common one
            raise NoModel(str(error)) from error
        (read,) = self._layers.get_inputs()
        self._reads = read.name

    def vector(self, text: str) -> tuple[float, ...]:
        embedded = self._file.embeddings(self._pieces.numbers(text))
        (said,) = self._layers.run(None, {self._reads: embedded})
        return tuple(said.tolist())
