"""Everything that happens in Slack: listeners take a thing down, workers answer, blocks show the answer."""
