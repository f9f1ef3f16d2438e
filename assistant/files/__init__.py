"""What leaves as a file: tables, calendars, Word documents, whole directives."""
