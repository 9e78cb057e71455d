"""armsledger: a ledger of what reports say about arms transfers and the use of the weapons transferred."""
