"""Change a library at random until killed; a log says what was begun and what was done.

Run by test_killed.py: python writer.py HOME LOG SEED.
"""

import json
import os
import random
import sys
from pathlib import Path

from ingest.library import Library, Source
from ingest.settings import IngestSettings

DOCUMENTS = 10
SECTIONS = 8  # of a document, so that it has several chunks
KINDS = ("add", "add", "remove", "edit", "edit", "rebuild")


def text(number: int, version: int) -> str:
    """Return a version of a document: one rule with its code, and some more."""
    parts = [
        f"# Rule {number}",
        f"Code 995{number:02d} is reported at most {version} times a year.",
    ]
    for section in range(SECTIONS):
        parts += [f"## Section {section} of rule {number}", f"Version {version} has a remark here."]
    return "\n\n".join(parts) + "\n"


def question(number: int) -> str:
    return f"How many times a year is code 995{number:02d} reported?"


def change(library: Library, folder: Path, kind: str, number: int, version: int) -> None:
    """Make one change; `version` is the new text's or the new title's."""
    document = f"rule-{number}"
    if kind == "add":
        path = folder / f"{document}-{version}.md"
        path.write_text(text(number, version))
        library.add(Source(path, document))
    elif kind == "edit":
        library.edit(document, {"title": f"Title {version}"})
    elif kind == "remove":
        library.remove(document)
    else:
        library.rebuild()


def main() -> None:
    home, log, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    library = Library(IngestSettings(home=home))
    library.warm_up()
    version = 10 * seed + 10
    parent = os.getppid()
    with log.open("w") as out:

        def tell(*what: object) -> None:
            print(json.dumps(what), file=out, flush=True)

        tell("ready")
        while os.getppid() == parent:  # whoever started this one would kill it
            version += 1
            held = [r.document.removeprefix("rule-") for r, _ in library.documents()]
            kind = chance.choice(KINDS)
            if kind == "add":
                number = chance.randrange(DOCUMENTS)
            elif held:
                number = int(chance.choice(held))
            else:
                continue
            tell("begin", kind, number, version)
            change(library, home.parent, kind, number, version)
            tell("done")


if __name__ == "__main__":
    main()
