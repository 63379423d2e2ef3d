"""An OpenAI-compatible server for tests and measurements, with models that can be good, bad or broken."""
