"""The catalogues agree with each other, and a missing message is an error rather than a blank."""

from __future__ import annotations

import pytest

from assistant.messages import MissingMessageError, keys, text
from assistant.model import Language


def base(language: Language) -> set[str]:
    return {key.removesuffix(".one").removesuffix(".other") for key in keys(language)}


def test_both_languages_have_the_same_messages() -> None:
    assert base(Language.VI) == base(Language.EN)


def test_plural() -> None:
    assert text(Language.EN, "list.nobody", count=1, when="") == "**There is 1 task**"
    assert text(Language.EN, "list.nobody", count=2, when="") == "**There are 2 tasks**"


@pytest.mark.parametrize("values", [{}, {"agency": "x"}])
def test_what_is_missing_is_said(values: dict[str, object]) -> None:
    with pytest.raises(MissingMessageError):
        text(Language.VI, "list.lead", **values)
    with pytest.raises(MissingMessageError):
        text(Language.VI, "no.such.key")
