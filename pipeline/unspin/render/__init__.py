"""Stage "render": an audit report as text, Markdown, HTML, JSON or a diff."""
