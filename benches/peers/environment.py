"""The environment of a script in this folder: Python packages under target/, with the versions that a file pins."""

import os
import pathlib
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent


def enter(requirements, name):
    """Goes on in the environment `name` of the running script, which is made first if it is not there or not as required."""
    environment = HERE.parents[1] / "target" / name
    stamp = environment / "requirements.txt"
    wanted = (HERE / requirements).read_text()
    python = environment / "bin" / "python"
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"installing {requirements} into {environment}", file=sys.stderr)
        venv.create(environment, clear=True, with_pip=True)
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", HERE / requirements]
        if subprocess.run(command).returncode != 0:
            sys.exit(f"pip cannot install {requirements}: it needs the network once, and CPython 3.11")
        stamp.write_text(wanted)
    if pathlib.Path(sys.prefix) != environment:
        os.execv(python, [python, *sys.argv])
