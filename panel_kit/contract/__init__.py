"""What a panel promises: requests, results, controls, tables, words."""
