"""What people would pay: price surveys of two questions (Stoetzel, Adam) or of four (Van Westendorp).

Exact: people are counted, shares and crossings are fractions, prices are those that were named.
"""
