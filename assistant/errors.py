"""Name what can go wrong with a question.

AssistantError
├── QuestionError       the question itself cannot be asked
└── UnknownConversation no such conversation is kept
"""


class AssistantError(Exception):
    """Say in one line what happened and what the person can do about it."""


class QuestionError(AssistantError):
    """Refuse a question that is empty or too long."""


class UnknownConversation(AssistantError):
    """Refuse a conversation that is not kept."""
