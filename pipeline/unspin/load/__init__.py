"""Stage "load": from paths to articles, and from results back to files."""

from unspin.load.patterns import spec_of
from unspin.load.read import STDIN, decode_article, format_of, read_article
from unspin.load.walk import find_articles, is_folder
from unspin.load.write import write_atomically

__all__ = [
    "STDIN",
    "decode_article",
    "find_articles",
    "format_of",
    "is_folder",
    "read_article",
    "spec_of",
    "write_atomically",
]
