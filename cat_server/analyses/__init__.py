"""Analyses of responses: calibration, linking, fit, differential functioning, security.

Each is a function of a `ResponseTable`, known item parameters, options and a seed, so that the same inputs
give the same result to the byte. Results carry codes; their sentences are in the catalogue `analyses.ftl`,
reports about them in `reports`. Nothing here changes anything: a calibration is a new file beside the bank.
"""
