"""The look of the drawings of analyses where no style sheet is at hand: in files and on paper."""

DRAWING_STYLE = """
.mark { stroke: currentColor; stroke-width: 1.5; }
.whisker { stroke: currentColor; stroke-width: 1.6; }
.is-flagged { color: #a12317; }
.hollow { fill: #ffffff; stroke: currentColor; stroke-width: 1.8; }
.seat { fill: #ffffff; stroke: #8b887f; stroke-width: 1; }
.seat.is-taken { fill: #dceced; }
.seat.is-noted { fill: #fcefcf; stroke: #7a4d00; stroke-width: 2; }
.pair { stroke: #a12317; stroke-width: 2.5; stroke-opacity: 0.75; }
.pair.is-far { stroke-dasharray: 6 4; }
"""
