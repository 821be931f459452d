"""What one network calls otherwise than the others: who plans a carousel for LinkedIn looks for a document there."""

_ALIKE = {"image": "photo", "document": "carousel", "article": "link", "status": "text"}


def kind_of(content_type: str) -> str:
    """Give the name by which a content type is planned.

    >>> kind_of("document"), kind_of("reel")
    ('carousel', 'reel')
    """
    return _ALIKE.get(content_type, content_type)
