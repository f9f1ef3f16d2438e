"""What answering an intent takes: find the material, then have it worded. One function an intent."""
