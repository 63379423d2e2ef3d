"""The copilot plugin: the same brain behind the Model Context Protocol, for any assistant."""
