"""The Web API under `/api/<method>`, one small module a family of methods."""
