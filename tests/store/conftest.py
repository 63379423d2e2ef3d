"""Every test of the store may ask for a real database."""

from tests.databases import database, database_url, postgres_server, upgraded_file

__all__ = ["database", "database_url", "postgres_server", "upgraded_file"]
