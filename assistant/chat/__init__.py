"""The chat for officials, on Chainlit."""
