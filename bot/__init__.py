"""Start-up, wiring, the clock and the command line."""
