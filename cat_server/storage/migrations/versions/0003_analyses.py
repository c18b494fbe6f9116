"""Analyses with their files, and calibrations by bank."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "analyses",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False, comment="running, finished or failed"),
        sa.Column("requested_at", sa.String(length=32), nullable=False),
        sa.Column("requested_by", sa.String(length=128), nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False, comment="what was asked for, as it is shown"),
        sa.Column("outcome", sa.JSON(), nullable=False, comment="counts of the result, or why there is none"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analyses")),
    )
    op.create_table(
        "analysis_files",
        sa.Column("analysis_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["analysis_id"], ["analyses.id"], name=op.f("fk_analysis_files_analysis_id")),
        sa.PrimaryKeyConstraint("analysis_id", "name", name=op.f("pk_analysis_files")),
    )
    op.create_table(
        "calibrations",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("bank_id", sa.String(length=64), nullable=False),
        sa.Column("section", sa.String(length=64), nullable=False),
        sa.Column("dated", sa.String(length=10), nullable=False),
        sa.Column("method", sa.String(length=400), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("n_persons", sa.Integer(), nullable=False),
        sa.Column("n_items", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.String(length=128), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_calibrations")),
    )
    op.create_index(op.f("ix_calibrations_bank_id"), "calibrations", ["bank_id"], unique=False)
