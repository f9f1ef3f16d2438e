"""Answer questions over the index, with citations checked in code."""
