"""Documents as PDF bytes, what did not fit, and their pictures: the only place that draws on paper."""
