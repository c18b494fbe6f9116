"""The project's own tooling: set-up, test services, locks, pictures. Nothing here is part of the product."""
