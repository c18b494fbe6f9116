"""Counts of exposure by segments of ability."""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the table; sections that count by segments begin with it."""
    op.create_table(
        "eligibility",
        sa.Column("release_digest", sa.String(length=64), nullable=False),
        sa.Column("section", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("segment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "item", sa.String(length=128), nullable=False, comment="'' counts the sittings that ended there"
        ),
        sa.Column("administered", sa.Double(), nullable=False),
        sa.Column("ineligible", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("release_digest", "section", "segment", "item", name=op.f("pk_eligibility")),
    )
