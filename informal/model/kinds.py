"""The closed lists of what can be remembered. Their values are what stands in the file and in --json."""

from __future__ import annotations

from enum import StrEnum


class Warmth(StrEnum):
    """How well the person is known: the first question asked about anybody."""

    KNOWS_ME = "knows_me"
    HALF_KNOWS_ME = "half_knows_me"
    NEW_TO_ME = "new_to_me"


class Kind(StrEnum):
    """What a message is for."""

    ASK = "ask"
    INTRODUCTION_REQUEST = "introduction_request"
    FOLLOW_UP = "follow_up"
    ANSWER = "answer"
    CONFIRMATION = "confirmation"
    THANK_YOU = "thank_you"
    REFERRAL_ASK = "referral_ask"
    UPDATE = "update"
    CLOSING = "closing"


class Channel(StrEnum):
    """The way a message travels."""

    EMAIL = "email"
    LINKEDIN = "linkedin"
    MESSAGE = "message"
    IN_PERSON = "in_person"


class State(StrEnum):
    """Where a message stands. `handed`: given to a clipboard or another program, the person has not said yet
    whether it went out. `unknown`: a server was talking to us when the line broke."""

    DRAFT = "draft"
    HANDED = "handed"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    RECEIVED = "received"


class Outcome(StrEnum):
    """What a received message said."""

    YES = "yes"
    LATER = "later"
    NO = "no"
    ACCEPTED = "accepted"
    WRONG_PERSON = "wrong_person"
    AWAY = "away"
    BOUNCED = "bounced"


class TalkOutcome(StrEnum):
    """What became of a talk."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    OFF = "off"


class Blocker(StrEnum):
    """The four things one does not need in order to ask."""

    RESUME = "resume"
    CONNECTIONS = "connections"
    DEGREE = "degree"
    GOAL = "goal"


class Ingredient(StrEnum):
    """The five things that do help."""

    HOPE = "hope"
    TIME = "time"
    ENERGY = "energy"
    SELF_ESTEEM = "self_esteem"
    AMBITION = "ambition"


class Stage(StrEnum):
    """Where one stands with a person. Derived from the record, never stored."""

    NEW = "new"
    DRAFTED = "drafted"
    ASKED = "asked"
    FOLLOW_UP_DUE = "follow_up_due"
    REPLIED = "replied"
    BOOKED = "booked"
    TALKED = "talked"
    THANKED = "thanked"
    RESTING = "resting"
