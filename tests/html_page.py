"""An HTML page as a browser would see it, for tests."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "input", "br", "img", "link"}


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and the text inside each."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[int] = []
        self.texts: dict[int, str] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self.open[-1]][0] == tag, f"</{tag}> closes nothing"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for index in self.open:
            self.texts[index] = self.texts.get(index, "") + data

    def all(self, tag: str = "", css_class: str = "") -> list[tuple[int, dict[str, str | None]]]:
        return [
            (index, attributes)
            for index, (name, attributes) in enumerate(self.elements)
            if tag in ("", name) and (not css_class or css_class in _classes(attributes))
        ]

    def text_of(self, index: int) -> str:
        return self.texts.get(index, "")

    def by_id(self, name: str) -> str:
        (found,) = [i for i, (_, a) in enumerate(self.elements) if a.get("id") == name]
        return self.text_of(found)


def _classes(attributes: dict[str, str | None]) -> list[str]:
    return (attributes.get("class") or "").split()
