"""What every face on the web shares: who asks and may see what, errors, limits, headers, streams."""
