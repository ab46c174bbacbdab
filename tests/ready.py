"""What the tests need made before they begin, once for all processes: catalogues, what the coach learns, word files."""

import os

from amends.coach import scorer
from amends.language import lexicon
from amends.server.preparation import compile_translations
from tests.conftest import words

if __name__ == "__main__":
    os.environ["AMENDS_HOME"] = str(
        words().parent
    )  # whoever learns reads words as well, and leaves them there
    scorer.prepare()
    lexicon.prepare(words())
    compile_translations()
