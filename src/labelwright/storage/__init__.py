"""Where everything is kept: tables, the unit of work, blobs, search, the audit chain. Decides nothing."""
