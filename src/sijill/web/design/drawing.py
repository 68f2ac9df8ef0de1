"""Making an engine's SVG plain: our classes, rounded numbers, a title, the reader's direction."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

SVG = "http://www.w3.org/2000/svg"
RIGHT_TO_LEFT = ("ar", "ckb", "fa", "he", "ku-arab", "ur", "syr")
FONTS = "Vazirmatn, 'Liberation Sans', Arial, sans-serif"
# Colour as drawn → class; the colour stays as an attribute for places without the style sheet.
CLASSES = {
    "#1f5f8b": "c1",
    "#c0803a": "c2",
    "#5d7f63": "c3",
    "#8a5a83": "c4",
    "#6e7780": "c5",
    "#a9473d": "c6",
    "#1b2631": "ct",
    "#dcd7cb": "cg",
    "#857f73": "ca",
}
HATCHED = "#857f72"
KEPT = {
    "d",
    "transform",
    "fill",
    "stroke",
    "x",
    "y",
    "x2",
    "y2",
    "text-anchor",
    "font-size",
    "class",
    "width",
    "height",
    "viewBox",
    "dy",
    "stroke-width",
}
_NUMBER = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Labels:
    """What a drawing says about itself: title, description and the language of its words."""

    title: str
    description: str
    language: str

    @property
    def right_to_left(self) -> bool:
        return self.language.lower().split("-")[0] in RIGHT_TO_LEFT


def plain(svg: str, labels: Labels) -> str:
    """The engine's drawing `svg` as inline SVG of the house: no style, no script, no outside link.

    Returns SVG text safe to put in a page. Raises xml.etree.ElementTree.ParseError on broken input.
    """
    digest = hashlib.blake2s(f"{labels}{svg}".encode(), digest_size=5).hexdigest()
    root = fromstring(svg)
    _prune(root)
    for element in root.iter():
        _tidy(element, digest)
    return named(root, labels, digest)


def named(root: Element, labels: Labels, digest: str) -> str:
    """Finish an SVG element: direction, title and description, then text."""
    if labels.right_to_left:
        _mirror(root)
    root.attrib |= {
        "class": "chart",
        "role": "img",
        "lang": labels.language,
        "font-family": FONTS,
        "direction": "rtl" if labels.right_to_left else "ltr",
        "aria-labelledby": f"t{digest} d{digest}",
    }
    for name, key, words in (("desc", "d", labels.description), ("title", "t", labels.title)):
        element = Element(f"{{{SVG}}}{name}", {"id": f"{key}{digest}"})
        element.text = words
        root.insert(0, element)
    root.append(hatching(f"h{digest}"))
    return _written(root)


def _written(root: Element) -> str:
    """SVG text without prefixes, whatever prefix another library has registered for SVG.

    A page's parser knows `<svg>`, not `<svg:svg>`, and would show the labels as running text.
    """
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    root.set("xmlns", SVG)
    return tostring(root, encoding="unicode")


def hatching(key: str) -> Element:
    """The pattern for what is withheld, under an id of its own."""
    definitions = Element(f"{{{SVG}}}defs")
    pattern = SubElement(
        definitions,
        f"{{{SVG}}}pattern",
        {
            "id": key,
            "width": "6",
            "height": "6",
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
    )
    SubElement(
        pattern,
        f"{{{SVG}}}path",
        {
            "d": "M1,0v6",
            "stroke": "#857f73",
            "stroke-width": "1.5",
            "class": "hatch",
        },
    )
    return definitions


def _prune(parent: Element) -> None:
    """Take away empty boxes and groups, which are half of the engine's drawing."""
    for child in list(parent):
        _prune(child)
        tag = child.tag.rpartition("}")[2]
        unseen = tag == "path" and child.get("class") in ("background", "foreground")
        if unseen or (tag in ("g", "defs", "clipPath") and not len(child)):
            parent.remove(child)
    for child in list(parent):
        _unwrap(parent, child)


def _unwrap(parent: Element, child: Element) -> None:
    """Replace a group that only groups by what is in it."""
    if not child.tag.endswith("}g") or child.get("transform") or parent.tag.endswith("}svg"):
        return
    place = list(parent).index(child)
    parent.remove(child)
    for offset, grandchild in enumerate(list(child)):
        parent.insert(place + offset, grandchild)


def _tidy(element: Element, digest: str) -> None:
    colour = element.get("fill") or element.get("stroke") or ""
    kept = {name: _short(value) for name, value in element.attrib.items() if name in KEPT}
    kept.pop("class", None)
    if kept.get("stroke-width") and not kept.get("stroke"):
        kept.pop("stroke-width")
    if colour == HATCHED:
        kept |= {"fill": f"url(#h{digest})", "stroke": "#857f73", "class": "ca"}
    elif colour in CLASSES:
        kept["class"] = CLASSES[colour]
    element.attrib.clear()
    element.attrib.update(kept)


def _short(value: str) -> str:
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), 1):g}", value)


def _mirror(root: Element) -> None:
    """Turn the drawing round, and each text back; anchors then hold, as the direction turns too."""
    width = root.get("viewBox", "0 0 0 0").split()[2]
    frame = Element(f"{{{SVG}}}g", {"transform": f"translate({width},0) scale(-1,1)"})
    for child in list(root):
        root.remove(child)
        frame.append(child)
    root.append(frame)
    for text in root.iter(f"{{{SVG}}}text"):
        text.set("transform", f"{text.get('transform', '')} scale(-1,1)".strip())
