"""How texts and questions compare by their words: shares of a topic held, spoken against official words, figures."""
