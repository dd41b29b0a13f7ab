"""The audit as one self-contained HTML file: nothing to install, nothing from the network."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from unspin.model.report import AuditReport
from unspin.model.site import SiteReport
from unspin.render.html_view import build_page
from unspin.render.site_view import build_site_page

_TEMPLATE, _SITE_TEMPLATE = "audit.html.j2", "site.html.j2"
_CLOSED = re.compile(r"[.!?:…][\"'”’)\]]*$")


def render_html(report: AuditReport) -> str:
    """The page for ``report``. Everything that comes from the article is escaped."""
    return _environment().get_template(_TEMPLATE).render(page=build_page(report))


def render_site_html(site: SiteReport) -> str:
    """The page of a run over several posts, linked to the page of each."""
    return _environment().get_template(_SITE_TEMPLATE).render(page=build_site_page(site))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["csp_hash"] = _csp_hash
    environment.filters["prose"] = _prose
    return environment


def _read_template(name: str) -> str:
    return resources.files("unspin.reports").joinpath(name).read_text(encoding="utf-8")


def _prose(text: str) -> Markup:
    """A message as sentences: closed by a full stop, with what stands in backticks as code."""
    closed = text if not text or _CLOSED.search(text) else text + "."
    parts = closed.split("`")
    if len(parts) % 2 == 0:  # a backtick that is not one of a pair
        return escape(closed)
    coded = (Markup("<code>{}</code>").format(p) if i % 2 else escape(p) for i, p in enumerate(parts))
    return Markup("").join(coded)


def _csp_hash(content: str) -> str:
    """Source expression that lets a policy admit exactly this inline style or script."""
    digest = hashlib.sha256(str(content).encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
