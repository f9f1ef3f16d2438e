"""Conversations of people, and the words by which their answers are found."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; answers from before belong to no conversation."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.String(200)),
        sa.Column("session", sa.String(100), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("owner", "session", name="uq_conversations_owner_session"),
    )
    op.add_column("answers", sa.Column("conversation", sa.String(32)))
    op.add_column("answers", sa.Column("folded", sa.Text))
    op.create_index("ix_answers_conversation", "answers", ["conversation"])


def downgrade() -> None:
    """Take them away; the answers stay."""
    op.drop_index("ix_answers_conversation", "answers")
    op.drop_column("answers", "folded")
    op.drop_column("answers", "conversation")
    op.drop_table("conversations")
