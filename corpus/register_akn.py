"""A list of tasks as Akoma Ntoso 3.0: each with its words, where it stands, and its fields in ``proprietary``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from corpus.akn import NO_DATE, REGISTER, akn_name, clean, frbr, organization, own, sub

Json = dict[str, Any]


def register_akn(title: str, tasks: Sequence[Json], places: Sequence[str]) -> bytes:
    """Return the tasks (as ``export.task_json`` gives them) as an XML document in UTF-8, valid against the schema.

    ``places`` says in words where each stands.
    """
    root = Element(akn_name("akomaNtoso"))
    document = sub(root, "doc", name="register")
    _meta(document, tasks)
    sub(sub(sub(document, "preface", eId="preface"), "p"), "docTitle").text = clean(title)
    body = sub(document, "mainBody", eId="body")
    for number, (task, place) in enumerate(zip(tasks, places, strict=True), 1):
        entry = sub(body, "hcontainer", name="task", eId=f"task_{number}")
        sub(entry, "num").text = str(number)
        content = sub(entry, "content")
        sub(content, "p").text = clean(task["action"])
        sub(content, "p").text = clean(place)
    if not tasks:
        sub(sub(sub(body, "hcontainer", name="task", eId="task_0"), "content"), "p")
    ET.indent(root, level=0)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _meta(document: Element, tasks: Sequence[Json]) -> None:
    meta = sub(document, "meta")
    identification = sub(meta, "identification", source="#chidao")
    work = "/akn/vn/doc/register/chidao"
    frbr(identification, "FRBRWork", work, NO_DATE, "chidao")
    sub(identification[-1], "FRBRcountry", value="vn")
    frbr(identification, "FRBRExpression", f"{work}/vie@{NO_DATE}", NO_DATE, "chidao")
    sub(identification[-1], "FRBRlanguage", language="vie")
    frbr(identification, "FRBRManifestation", f"{work}/vie@{NO_DATE}.xml", NO_DATE, "chidao")
    organization(sub(meta, "references", source="#chidao"), "chidao", "chidao")
    register = SubElement(sub(meta, "proprietary", source="#chidao"), f"{{{REGISTER}}}register")
    for task in tasks:
        _task(register, task)


def _task(register: Element, task: Json) -> None:
    names = {"id": task["id"], "clause": task["clause"], "document": task["document"]}
    element = SubElement(register, f"{{{REGISTER}}}task", {name: clean(value) for name, value in names.items()})
    own(element, "action", task["action"])
    for role, parties in (("lead", "lead"), ("coordinator", "coordinators"), ("director", "directors")):
        for name in task[parties]:
            own(element, role, name)
    for deadline in task["deadlines"]:
        said = {name: deadline[name] for name in ("kind", "purpose", "scope", "from", "to") if deadline[name]}
        own(element, "deadline", deadline["text"], **said)
    for name in ("repeats", "status"):
        if task.get(name):
            own(element, name, task[name])
