"""Whatever trains: from a request to a run that is told in parts."""
