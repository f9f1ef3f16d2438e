"""What a Word file's styles say of a paragraph or a run: list, font, capitals, hidden text."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 20
"""Styles that rest on each other deeper than that rest on themselves."""
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of a run or of a paragraph; None where nothing is."""

    font: str | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    list_id: str | None = None
    level: int | None = None

    def over(self, below: Look) -> Look:
        """Return this look where it says something, else the one below."""
        return replace(below, **{f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None})


class Styles:
    """The styles of a file, resolved along what they are based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._own: dict[str, Look] = {}
        self._based: dict[str, str] = {}
        self._default: dict[str, str] = {}
        self._ground = Look()
        if root is not None:
            self._read(root)
        self.look = cache(self._look)

    def paragraph(self, style: str | None) -> Look:
        """Return the look of paragraphs of a style; None is the file's default style."""
        return self.look(style or self._default.get("paragraph"))

    def _read(self, root: etree._Element) -> None:
        ground = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._ground = run_look(ground)
        for style in root.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId")
            if not name:
                continue
            self._own[name] = run_look(style.find(f"{W}rPr")).over(paragraph_look(style.find(f"{W}pPr")))
            if based := value(style.find(f"{W}basedOn")):
                self._based[name] = based
            if style.get(f"{W}default") in {"1", "true"}:
                self._default.setdefault(style.get(f"{W}type") or "", name)

    def _look(self, style: str | None) -> Look:
        chain: list[Look] = []
        while style in self._own and len(chain) < _DEEPEST:
            chain.append(self._own[style])
            style = self._based.get(style)
        look = self._ground
        for own in reversed(chain):
            look = own.over(look)
        return look


def run_look(properties: etree._Element | None) -> Look:
    """Read run properties (w:rPr)."""
    if properties is None:
        return Look()
    fonts = properties.find(f"{W}rFonts")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    return Look(font, _switch(properties, "caps"), _switch(properties, "vanish"))


def paragraph_look(properties: etree._Element | None) -> Look:
    """Read the list of paragraph properties (w:pPr)."""
    listed = None if properties is None else properties.find(f"{W}numPr")
    if listed is None:
        return Look()
    level = value(listed.find(f"{W}ilvl"))
    return Look(list_id=value(listed.find(f"{W}numId")), level=int(level) if level and level.isdecimal() else None)


def value(element: etree._Element | None) -> str | None:
    """Return an element's w:val, or None."""
    return None if element is None else element.get(f"{W}val")


def _switch(properties: etree._Element, name: str) -> bool | None:
    found = properties.find(W + name)
    return None if found is None else value(found) not in _OFF
