"""The demo history: 420 templates of 14 fictional shops, and the logs they might have left.

The texts are hand-written; the engagement is simulated. It shows how the bot works and says nothing
about which copy performs.
"""
