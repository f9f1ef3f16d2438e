"""Wording by a language model: prose over what was computed, each sentence checked before anybody reads it."""
