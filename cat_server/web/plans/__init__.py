"""Exam plans in the server: `plan_form` is a form for the usual fields, `trial` checks and simulates.

What a plan may hold: `item_bank.exam_plan`; how versions are kept: `cat_server.banks`.
"""
