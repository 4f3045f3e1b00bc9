"""Who is meant by a name that no ledger has: proposed, confirmed, applied."""
