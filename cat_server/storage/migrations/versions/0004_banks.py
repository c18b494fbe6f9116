"""Banks that live in the server: heads, versions and states of items, media, exam plans."""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "banks",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column(
            "version", sa.Integer(), autoincrement=False, nullable=False, comment="of what the items share"
        ),
        sa.Column(
            "body",
            sa.Text(),
            nullable=False,
            comment="JSON of head, stimuli and names of other media",
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        *_made(),
        sa.PrimaryKeyConstraint("id", "version", name=op.f("pk_banks")),
    )
    op.create_table(
        "item_versions",
        *_of_item(),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="JSON of the item's fields without its state"),
        sa.Column(
            "uses", sa.Text(), nullable=False, comment="JSON: digests of the media and shared texts it shows"
        ),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of body and uses"),
        sa.Column(
            "head_version",
            sa.Integer(),
            nullable=False,
            comment="version of the bank it was written under",
        ),
        *_made(),
        sa.PrimaryKeyConstraint("bank_id", "item_id", "version", name=op.f("pk_item_versions")),
    )
    op.create_table(
        "item_states",
        *_of_item(),
        sa.Column(
            "step",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="counts the item's states from 1",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False, comment="edit, review or import"),
        *_made(),
        sa.PrimaryKeyConstraint("bank_id", "item_id", "step", name=op.f("pk_item_states")),
    )
    op.create_table(
        "bank_media",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_bank_media")),
    )
    op.create_table(
        "exam_plans",
        sa.Column("bank_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="the plan's TOML as it was written"),
        sa.Column("digest", sa.String(length=64), nullable=False),
        *_made(),
        sa.PrimaryKeyConstraint("bank_id", "id", "version", name=op.f("pk_exam_plans")),
    )


def _of_item() -> tuple[sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("bank_id", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
    )


def _made() -> tuple[sa.Column[str], sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.String(length=128), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
    )
