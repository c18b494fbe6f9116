"""The exam server: doors (web, realtime), a shell (sitting_service), a pure core (sitting, hall), journal."""
