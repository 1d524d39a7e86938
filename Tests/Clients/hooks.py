"""What schemathesis cannot know of the forms of bodies: texts are sent as they are."""

import schemathesis
import yaml


@schemathesis.serializer("application/jsonl")
def rows(ctx, value):
    """Rows of JSON, one a line."""
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.serializer("application/yaml")
def document(ctx, value):
    """A YAML document, or any other value written as YAML."""
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else yaml.safe_dump(value)).encode()
