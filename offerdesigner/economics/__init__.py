"""What the offer costs and brings and to whom: costs, thresholds, forecasts, the market, what partners share."""
