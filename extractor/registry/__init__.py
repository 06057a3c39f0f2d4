"""What is known of documents from elsewhere: canonical numbers, names, validity."""

from extractor.registry.key import canonical_key
from extractor.registry.known_documents import KnownDocument, by_key, by_name, known_documents, resolve, sense

__all__ = ["KnownDocument", "by_key", "by_name", "canonical_key", "known_documents", "resolve", "sense"]
