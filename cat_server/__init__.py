"""The exam server: doors (web, realtime), one shell (sitting_service), a pure core (sitting, hall) and the journal."""
