"""Name what can go wrong with an eval.

EvalError
├── QuestionSetError   a question set cannot be read; nothing runs
└── ReportError        a report to compare with, or a gate, is wrong
"""


class EvalError(Exception):
    """Say in one line what happened and what the person can do about it."""


class QuestionSetError(EvalError):
    """Refuse a question set, naming file and line."""


class ReportError(EvalError):
    """Refuse a report or a gate."""
