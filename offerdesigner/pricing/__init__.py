"""What a client pays, line by line: charge models, terms, options, HT and TTC."""
