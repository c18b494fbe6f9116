"""Why an analysis cannot be made: a code with a sentence in the catalogues as `analysis-<code>`."""

from __future__ import annotations

from cat_server.texts import text


class AnalysisRefusedError(ValueError):
    """The inputs do not allow this analysis."""

    def __init__(self, code: str, **arguments: str | int) -> None:
        self.code = code
        self.arguments = arguments
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """What is wrong and what to do."""
        return text(language, f"analysis-{self.code}", **self.arguments)
