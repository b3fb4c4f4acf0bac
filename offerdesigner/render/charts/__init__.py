"""Charts: what they show (`data`), and where each stroke and word goes (`layout`), on screen as on paper."""
