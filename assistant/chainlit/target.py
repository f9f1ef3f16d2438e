"""What Chainlit loads: it only has to exist; the handlers are registered by ``assistant.chat.handlers``."""
