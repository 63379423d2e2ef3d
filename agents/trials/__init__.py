"""Honest tests of a rewrite against its original: how large they must be, and what came of them.

Pure statistics, no storage and no Slack: `plan` says how many messages it takes, `look` what the
messages so far say, `telling` puts both into words. numpy is loaded when it is needed.
"""
