"""The pages for readers and maintainers."""
