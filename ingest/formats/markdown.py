"""Read Markdown with front matter into plain canonical text; comments and HTML stay out."""

import json
import re
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import ValidationError

from ingest.errors import DocumentError
from ingest.formats.blocks import BlockWriter
from ingest.formats.plain import decode
from ingest.formats.tables import cells
from ingest.records import Details, Extracted

_WITH_COLON = re.compile(
    r"""^(?P<field>[a-z_]+):[ ]+(?P<value>[^\s"'\[{|>&*!%@`#].*?:\s.*?)[ \t]*$""", re.MULTILINE
)
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)


def read_markdown(data: bytes, name: str) -> Extracted:
    """Return the canonical text and blocks of a Markdown file."""
    source = decode(data, name)
    document, details, body = _front_matter(source, name)
    writer = _Writer()
    writer.render(MarkdownIt("commonmark").enable("table").parse(body))
    return Extracted(writer.text, tuple(writer.blocks), details=details, document=document)


def _front_matter(source: str, name: str) -> tuple[str | None, Details, str]:
    match = _FRONT_MATTER.match(source)
    if not match:
        return None, Details(), source
    try:
        fields = _fields(match[1])
        if not isinstance(fields, dict):
            raise DocumentError(f"{name}: its front matter is no list of 'field: value' lines")
        document = fields.pop("id", None)
        known = {key: fields[key] for key in Details.model_fields if key in fields}
        details = Details(**known)
    except yaml.YAMLError as error:
        line = str(error).splitlines()[0]
        raise DocumentError(f"{name}: its front matter is not valid YAML ({line})") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise DocumentError(f"{name}: front matter '{field}': {first['msg']}") from None
    return str(document) if document else None, details, source[match.end() :]


def _fields(source: str) -> Any:
    """Return the fields of front matter; a value with a colon in it needs no quotes.

    "title: Refills: what to bill" is what people write, and no YAML.
    """
    try:
        return yaml.safe_load(source) or {}
    except yaml.YAMLError:
        quoted = _WITH_COLON.sub(lambda m: f"{m['field']}: {json.dumps(m['value'])}", source)
        if quoted == source:
            raise
        return yaml.safe_load(quoted)


class _Writer(BlockWriter):
    """Write tokens as plain text and note where each block stands."""

    def render(self, tokens: list[Token]) -> None:
        markers: list[str] = []  # of the lists that are open: "-" or the next number
        header: list[str] = []
        row: list[str] = []
        in_head, in_item = False, False
        level = 0
        for token in tokens:
            match token.type:
                case "heading_open":
                    level = int(token.tag[1])
                case "heading_close":
                    level = 0
                case "bullet_list_open":
                    markers.append("-")
                case "ordered_list_open":
                    markers.append(str(token.attrGet("start") or 1))
                case "bullet_list_close" | "ordered_list_close":
                    markers.pop()
                case "list_item_open":
                    in_item = True
                case "thead_open" | "thead_close":
                    in_head = token.nesting == 1
                    header = header if token.nesting == -1 else []
                case "tr_open":
                    row = []
                case "tr_close":
                    if in_head:
                        header = row
                    else:
                        self.add("row", "; ".join(cells(header, row)))
                case "fence" | "code_block":
                    self.add("paragraph", token.content)
                case "inline" if token.level and row is not None and _in_table(token, tokens):
                    row.append(_plain(token))
                case "inline" if level:
                    self.add("heading", _plain(token), level)
                case "inline" if markers and in_item:
                    lead = "  " * (len(markers) - 1) + markers[-1]
                    if markers[-1].isdigit():
                        lead, markers[-1] = lead + ".", str(int(markers[-1]) + 1)
                    self.add("item", _plain(token), lead=lead + " ")
                    in_item = False
                case "inline":
                    self.add("paragraph", _plain(token))


def _in_table(token: Token, tokens: list[Token]) -> bool:
    at = tokens.index(token)
    return tokens[at - 1].type in ("td_open", "th_open")


def _plain(token: Token) -> str:
    """Return the text of an inline token without its markup, comments and HTML tags."""
    parts: list[Any] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)
