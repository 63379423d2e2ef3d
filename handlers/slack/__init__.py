"""Everything that happens in Slack: listeners take a thing down, workers answer it, blocks show the answer."""
