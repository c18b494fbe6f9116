"""The tables. Instants are ISO 8601 text in UTC, so that both databases give back exactly what was hashed."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

INSTANT = String(32)
IDENTIFIER = String(64)

journal = Table(
    "journal",
    metadata,
    Column("stream", IDENTIFIER, primary_key=True, comment="id of the sitting or hall"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("type", String(64), nullable=False),
    Column("body", Text, nullable=False, comment="canonical JSON of the event"),
    Column("recorded_at", INSTANT, nullable=False),
    Column("actor", String(128), nullable=False),
    Column("command_id", IDENTIFIER, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("bank_title", String(200), nullable=False),
    Column("plan_title", String(200), nullable=False),
    Column("n_items", Integer, nullable=False),
    Column("published_at", INSTANT, nullable=False),
    Column("published_by", String(128), nullable=False),
)

programmes = Table(
    "programmes",
    metadata,
    Column("id", IDENTIFIER, primary_key=True),
    Column("agency", String(200), nullable=False),
    Column("title", String(200), nullable=False),
    Column("release_digest", String(64), ForeignKey("releases.digest"), nullable=False),
)

halls = Table(
    "halls",
    metadata,
    Column("id", IDENTIFIER, primary_key=True),
    Column("programme_id", IDENTIFIER, ForeignKey("programmes.id"), nullable=False),
    Column("name", String(200), nullable=False),
    Column("seats", JSON, nullable=False, comment="[{label, row, column}]"),
)

participants = Table(
    "participants",
    metadata,
    Column("id", IDENTIFIER, primary_key=True),
    Column("programme_id", IDENTIFIER, ForeignKey("programmes.id"), nullable=False),
    Column("number", String(32), nullable=False),
    Column("nip", String(18), nullable=False),
    Column("name", String(200), nullable=False),
    Column("post", String(200), nullable=False),
    Column("office", String(200), nullable=False),
    Column("card_pin_hash", String(200), nullable=False),
    UniqueConstraint("programme_id", "number"),
    Index("ix_participants_number", "number"),
    Index("ix_participants_nip", "nip"),
)

sittings = Table(
    "sittings",
    metadata,
    Column("id", IDENTIFIER, primary_key=True),
    Column("hall_id", IDENTIFIER, ForeignKey("halls.id"), nullable=False, index=True),
    Column("participant_id", IDENTIFIER, ForeignKey("participants.id"), nullable=False, index=True),
    Column("release_digest", String(64), ForeignKey("releases.digest"), nullable=False),
)

boards = Table(
    "boards",
    metadata,
    Column("sitting_id", IDENTIFIER, ForeignKey("sittings.id"), primary_key=True),
    Column("hall_id", IDENTIFIER, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("seat", String(32), nullable=False),
    Column("row", JSON, nullable=False),
    Column("sweep_at", INSTANT, nullable=True, index=True),
)

exposure = Table(
    "exposure",
    metadata,
    Column("release_digest", String(64), primary_key=True),
    Column("section", Integer, primary_key=True, autoincrement=False),
    Column("item", String(128), primary_key=True, comment="'' counts the sittings that started the section"),
    Column("n", Integer, nullable=False),
)

eligibility = Table(
    "eligibility",
    metadata,
    Column("release_digest", String(64), primary_key=True),
    Column("section", Integer, primary_key=True, autoincrement=False),
    Column("segment", Integer, primary_key=True, autoincrement=False),
    Column("item", String(128), primary_key=True, comment="'' counts the sittings that ended there"),
    Column("administered", Double, nullable=False),
    Column("ineligible", Double, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("sitting_id", IDENTIFIER, ForeignKey("sittings.id"), primary_key=True),
    Column("body", JSON, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("login", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("roles", JSON, nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column(
        "login_token",
        String(64),
        nullable=False,
        comment="changes at logout, so that open sockets lose access",
    ),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", INSTANT, nullable=False),
    Column("actor", String(128), nullable=False),
    Column("action", String(64), nullable=False),
    Column("details", JSON, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("server", String(64), primary_key=True),
    Column("at", INSTANT, nullable=False),
)

analyses = Table(
    "analyses",
    metadata,
    Column("id", IDENTIFIER, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("state", String(16), nullable=False, comment="running, finished or failed"),
    Column("requested_at", INSTANT, nullable=False),
    Column("requested_by", String(128), nullable=False),
    Column("finished_at", INSTANT, nullable=True),
    Column("about", JSON, nullable=False, comment="what was asked for, as it is shown"),
    Column("outcome", JSON, nullable=False, comment="counts of the result, or why there is none"),
)

analysis_files = Table(
    "analysis_files",
    metadata,
    Column("analysis_id", IDENTIFIER, ForeignKey("analyses.id"), primary_key=True),
    Column("name", String(128), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

calibrations = Table(
    "calibrations",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("bank_id", IDENTIFIER, nullable=False, index=True),
    Column("section", IDENTIFIER, nullable=False),
    Column("dated", String(10), nullable=False),
    Column("method", String(400), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("n_persons", Integer, nullable=False),
    Column("n_items", Integer, nullable=False),
    Column("made_at", INSTANT, nullable=False),
    Column("made_by", String(128), nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# A bank that lives here: rows are added and never changed, so every version of everything stays what it was.

banks = Table(
    "banks",
    metadata,
    Column("id", IDENTIFIER, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False, comment="of what the items share"),
    Column("body", Text, nullable=False, comment="JSON of head, stimuli and names of other media"),
    Column("digest", String(64), nullable=False),
    Column("made_at", INSTANT, nullable=False),
    Column("made_by", String(128), nullable=False),
    Column("note", Text, nullable=False),
)

item_versions = Table(
    "item_versions",
    metadata,
    Column("bank_id", IDENTIFIER, primary_key=True),
    Column("item_id", IDENTIFIER, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False, comment="JSON of the item's fields without its state"),
    Column("uses", Text, nullable=False, comment="JSON: digests of the media and shared texts it shows"),
    Column("digest", String(64), nullable=False, comment="of body and uses"),
    Column("head_version", Integer, nullable=False, comment="version of the bank it was written under"),
    Column("made_at", INSTANT, nullable=False),
    Column("made_by", String(128), nullable=False),
    Column("note", Text, nullable=False),
)

item_states = Table(
    "item_states",
    metadata,
    Column("bank_id", IDENTIFIER, primary_key=True),
    Column("item_id", IDENTIFIER, primary_key=True),
    Column("step", Integer, primary_key=True, autoincrement=False, comment="counts the item's states from 1"),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("cause", String(16), nullable=False, comment="edit, review or import"),
    Column("made_at", INSTANT, nullable=False),
    Column("made_by", String(128), nullable=False),
    Column("note", Text, nullable=False),
)

bank_media = Table(
    "bank_media",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("type", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
)

exam_plans = Table(
    "exam_plans",
    metadata,
    Column("bank_id", IDENTIFIER, primary_key=True),
    Column("id", IDENTIFIER, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False, comment="the plan's TOML as it was written"),
    Column("digest", String(64), nullable=False),
    Column("made_at", INSTANT, nullable=False),
    Column("made_by", String(128), nullable=False),
    Column("note", Text, nullable=False),
)
