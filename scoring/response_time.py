"""The old place of `scoring.response_times.parameters`."""

from scoring.response_times.parameters import ResponseTimeParameters, ResponseTimes

__all__ = ["ResponseTimeParameters", "ResponseTimes"]
