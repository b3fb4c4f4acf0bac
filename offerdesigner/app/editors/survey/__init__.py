"""The tab « Prix psychologique »: surveys of prices, and what they say."""
