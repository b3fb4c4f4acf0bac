"""The tab « Besoins »: needs, hypotheses, focus groups."""
