"""Everything Slack shows, as pure functions from our values to Block Kit.

Words from outside (drafts, rewrites, evidence, names, ids) stand in `rich_text` elements and in
`plain_text` without emoji alone: Slack parses neither, so nothing in them can ping, link or format.
"""
