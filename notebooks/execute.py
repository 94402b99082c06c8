"""Executes notebooks without a browser; see notebooks/run."""

import pathlib
import shutil
import sys
import time

import nbconvert
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

SECONDS_OF_A_CELL = 600
SECONDS_TO_START = 120
TARGET = pathlib.Path("target")  # notebooks/target


def chosen(names):
    """The notebooks whose names begin like one of these; all when there are none."""
    there = sorted(pathlib.Path(".").glob("*.ipynb"))
    for name in names:
        if not any(file.name.startswith(name) for file in there):
            known = ", ".join(file.stem for file in there)
            sys.exit(f"notebooks/run: Unknown notebook: '{name}' (known: {known})")
    return [file for file in there if not names or any(file.name.startswith(name) for name in names)]


def execute(file):
    """Runs a notebook and keeps what it printed, also when a cell fails."""
    notebook = nbformat.read(file, as_version=4)
    client = NotebookClient(
        notebook, timeout=SECONDS_OF_A_CELL, startup_timeout=SECONDS_TO_START, coalesce_streams=True
    )
    try:
        with open(TARGET / f"{file.stem}.log", "w", encoding="utf-8") as log:
            client.execute(stderr=log)
    finally:
        nbformat.write(notebook, TARGET / file.name)
        page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
        (TARGET / file.with_suffix(".html")).write_text(page, encoding="utf-8")


def main(names):
    failed = False
    files = chosen(names)
    shutil.rmtree(TARGET / "results", ignore_errors=True)
    for file in files:
        start = time.monotonic()
        problem = None
        try:
            execute(file)
        except CellExecutionError as e:
            problem = f"{(e.ename + ': ' + e.evalue).splitlines()[0]} ({TARGET}/{file.stem}.html shows where)"
        except (RuntimeError, TimeoutError) as e:  # the kernel died, or a cell takes too long
            problem = f"{e} ({TARGET}/{file.stem}.log may say why)"
        print(f"{file.stem}: {'FAILED' if problem else 'ok'}, {time.monotonic() - start:.0f} s", flush=True)
        if problem:
            print(f"notebooks/run: {file.stem}: {problem}", file=sys.stderr, flush=True)
            failed = True
    sys.exit(1 if failed else 0)


main(sys.argv[1:])
