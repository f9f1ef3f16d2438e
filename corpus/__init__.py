"""Read directives: a file to a clause tree and a register of tasks."""
