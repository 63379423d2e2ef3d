"""What people do in the workspace: they talk, click, fill in, and the app is told."""
