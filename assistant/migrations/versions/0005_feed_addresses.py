"""The secret addresses at which calendars read what a person may see."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "feed_addresses",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("agency", sa.String(200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("owner", "agency", name="uq_feed_addresses_owner_agency"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("feed_addresses")
