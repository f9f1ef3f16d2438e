"""A directive as a file: JSON, Akoma Ntoso XML, Markdown."""

from __future__ import annotations

import json
from enum import StrEnum

from corpus.akn import directive_akn
from corpus.export import directive_json
from corpus.markdown_export import directive_markdown
from corpus.model import Directive


class Form(StrEnum):
    """What a directive can be exported as."""

    JSON = "json"
    AKN = "akn"
    MARKDOWN = "md"

    @property
    def ending(self) -> str:
        """The ending of the file's name."""
        return "xml" if self is Form.AKN else self.value

    @property
    def media_type(self) -> str:
        """The type that a browser is told."""
        types = {Form.JSON: "application/json", Form.AKN: "application/akn+xml", Form.MARKDOWN: "text/markdown"}
        return types[self]


def export_directive(directive: Directive, form: Form) -> bytes:
    """Return the directive as a file's content, in UTF-8."""
    if form is Form.AKN:
        return directive_akn(directive)
    if form is Form.MARKDOWN:
        return directive_markdown(directive).encode()
    return (json.dumps(directive_json(directive), ensure_ascii=False, indent=2) + "\n").encode()
