"""What helps when something went wrong: backups, a look at every record, a damaged file mended, somebody forgotten."""
