"""The names of the questions and the modules that ask them, apart from the questions themselves: ``vanban --help`` and
``vanban extract`` need the names only, and importing eight modules for them costs 10 ms."""

#: question → (module, constant)
QUERY_MODULES = {
    name: (f"extractor.queries.{name}", name.upper())
    for name in (
        "documents",
        "sections",
        "targets",
        "dates",
        "citations",
        "attachments",
        "search",
        "compare",
        "cite",
        "duplicates",
        "versions",
    )
}
