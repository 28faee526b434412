"""Take questions in: triage, retrieve, read, decide, cite; and keep the conversations."""
