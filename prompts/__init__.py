"""Prompts for language models: text only; ``assistant.llm.prompts`` reads them."""
