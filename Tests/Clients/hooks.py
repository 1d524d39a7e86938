"""What schemathesis cannot know of the forms of bodies: rows are sent as they are."""

import schemathesis


@schemathesis.serializer("application/jsonl")
def rows(ctx, value):
    """Rows of JSON, one a line."""
    return value if isinstance(value, bytes) else str(value).encode()
