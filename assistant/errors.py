"""Name what can go wrong with a question.

AssistantError
├── QuestionError       the question itself cannot be asked
├── ChatSettingsError   the chat model of the settings cannot be asked
├── LocalModelError     the local model cannot be started
└── UnknownConversation no such conversation is kept
"""


class AssistantError(Exception):
    """Say in one line what happened and what the person can do about it."""


class QuestionError(AssistantError):
    """Refuse a question that is empty or too long."""


class UnknownConversation(AssistantError):
    """Refuse a conversation that is not kept."""


class ChatSettingsError(AssistantError):
    """Refuse a chat model that is not named well, not installed, or at a host not allowed."""


class LocalModelError(AssistantError):
    """Say why the local model cannot be started."""
