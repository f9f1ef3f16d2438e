"""A warning stands before an answer whatever a model makes of the answer's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from life_builders import FINGERPRINT, FlatEmbedder
from test_force import NEW, OLD, decision
from wording_builders import Scripted

from assistant.answer import Assistant
from assistant.corpus_view import CorpusView
from assistant.ingest import ingest
from assistant.llm.model import Cancellation
from assistant.model import Answer, Question, WordedBy
from assistant.wording.writer import Writer
from corpus.agencies import registry
from index.store import Store, open_store

TODAY = date(2026, 4, 10)
WARNING = "**Lưu ý:** Quyết định số 1/QĐ-BTP đã được thay thế bởi Quyết định số 2/QĐ-BTP."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, fingerprint=FINGERPRINT)
    ingest(opened, FlatEmbedder(), [decision("1/QĐ-BTP", 1, OLD), decision("2/QĐ-BTP", 2, NEW)])
    yield opened
    opened.close()


def armed(store: Store, text: str) -> Assistant:
    return Assistant(CorpusView(store, registry()), FlatEmbedder(), Writer(Scripted(text)))


@pytest.mark.parametrize(
    ("question", "worded"),
    [
        (
            "Quyết định số 1/QĐ-BTP giao những nhiệm vụ gì?",
            "Quyết định số 1/QĐ-BTP giao 2 nhiệm vụ [1] [2]. Bộ Tài chính chủ trì rà soát danh mục thuế, hoàn thành "
            "trong tháng 5/2026 [1].",
        ),
        (
            "Quyết định số 1/QĐ-BTP giao những nhiệm vụ gì?",
            "Quyết định số 1/QĐ-BTP giao 2 nhiệm vụ [1] [2]. "
            "Mục 2 của Quyết định số 2/QĐ-BTP nói về Quyết định số 1/QĐ-BTP [3].",
        ),
        ("Tóm tắt Quyết định số 1/QĐ-BTP", "Quyết định số 1/QĐ-BTP do Bộ Tư pháp ban hành ngày 01/4/2026 [1]."),
        ("Mục 1 Quyết định 1/QĐ-BTP nói gì?", "Bộ Tài chính chủ trì rà soát danh mục thuế [1]."),
    ],
)
def test_a_worded_answer_warns_of_a_replaced_document(store: Store, question: str, worded: str) -> None:
    """The model says nothing of the replacement, whether it cites the act or not."""
    assistant = armed(store, worded)
    answer = assistant.ask(Question(question, TODAY))
    assert answer.wording is not None
    assert (answer.wording.by, dict(answer.wording.dropped)) == (WordedBy.MODEL, {}), answer.text
    assert worded in answer.text
    assert answer.text.startswith(WARNING), answer.text
    act = int(answer.text.splitlines()[0].rpartition("[")[2].rstrip("]"))
    assert answer.citations[act - 1].document == "2/QĐ-BTP"
    told = list(assistant.tell(Question(question, TODAY), Cancellation()))
    assert str(told[1]).startswith(WARNING), "it is the first thing that a stream tells"
    assert isinstance(told[-1], Answer)
    assert told[-1].text == answer.text
