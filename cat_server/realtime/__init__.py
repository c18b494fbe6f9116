"""Doors by websocket. Handlers read a message, ask the service, answer; they hold no rule and no truth."""
