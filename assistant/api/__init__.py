"""The interface for programs: DESIGN section 7."""
