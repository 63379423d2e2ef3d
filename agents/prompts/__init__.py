"""One prompt a task, as text that a copywriter can read and change."""
