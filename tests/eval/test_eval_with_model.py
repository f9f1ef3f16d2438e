"""The comparison without and with a model: its figures add up."""

from __future__ import annotations

from eval.with_model import Pair, WithModel, with_model_text


def _pair(gold: str, **more: object) -> Pair:
    values: dict[str, object] = {
        "gold": gold, "plain_seconds": 0.1, "model_seconds": 1.0, "first_written": None, "first_sentence": None,
        "asked": True, "worded": False, "kept": 0, "dropped": {}, "same": True, "proposed": False,
    }  # fmt: skip
    return Pair(**{**values, **more})  # type: ignore[arg-type]


def test_the_table_counts_sentences_and_shares() -> None:
    pairs = (
        _pair("a", worded=True, kept=3, first_written=0.3, first_sentence=0.5),
        _pair("b", kept=1, dropped={"number": 2, "no_token": 1}, first_written=0.7, first_sentence=1.5),
        _pair("c", asked=False),
        _pair("d", same=False, proposed=True),
    )
    told = with_model_text(WithModel("small", pairs, 4, 1, 100, 50, 0.25))
    lines = {line.split("  ")[0]: line for line in told.splitlines()}
    assert "3 of 4 (75.0%)" in lines["tasks, citations, quotations as computed"]
    assert "1 of 3 (33.3%)" in lines["worded by the model"]
    assert "4 of 7 (57.1%)" in lines["sentences that passed the check"]
    assert "3 of 7 (42.9%)" in lines["sentences dropped"]
    assert "0.500" in lines["first sentence written, p50 (s)"]
    assert "1.000" in lines["first checked sentence, p50 (s)"]
    assert "4 (1)" in lines["requests to the model (failed)"]
    assert lines["dropped: number"].endswith("2")


def test_a_run_without_anything_worded_has_no_shares() -> None:
    told = with_model_text(WithModel("small", (_pair("a", asked=False),), 0, 0, 0, 0, 0.0))
    assert "0 of 0" in told
    assert "%" not in told.partition("put to the model")[2]
