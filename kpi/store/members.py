"""Who may come into a workspace, and who was signed out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kpi.errors import StoreError


class Role(StrEnum):
    """What a person may do in a workspace: all of it, all but who may come and what becomes of it, or look."""

    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"

    @property
    def may_edit(self) -> bool:
        """Tell whether they may change anything."""
        return self is not Role.VIEWER


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may come into a workspace, known by their e-mail address, written as `plain_address` does.

    They were invited by somebody (their address, or '' where nobody is told apart) at a moment, and came for the first
    time at `came_at`, under the name that the provider of the sign-in gave; until then they have none.
    """

    address: str
    role: Role
    invited_by: str
    invited_at: datetime
    name: str = ""
    came_at: datetime | None = None


def plain_address(typed: str) -> str:
    """Write an e-mail address so that two that are one compare equal; raise StoreError for what is none.

    Only the letters of ASCII lose their capitals: others would make one of two addresses that are not.

    >>> plain_address(" Ana@Velmora.example ")
    'ana@velmora.example'
    """
    address = "".join(letter.lower() if letter.isascii() else letter for letter in typed.strip())
    name, _, host = address.rpartition("@")
    if not name or not host or not address.isprintable() or any(letter in " ,;<>\"'" for letter in address):
        raise StoreError(f"“{typed}” is no e-mail address: write it like ana@example.com.")
    return address


class Members(Protocol):
    """Keeps who may come into which workspace, and who was signed out when."""

    def members(self, workspace_id: str) -> list[Member]:
        """List who may come into a workspace, by address."""

    def save_member(self, workspace_id: str, member: Member) -> None:
        """Let somebody in, or change their role."""

    def delete_member(self, workspace_id: str, address: str) -> Member:
        """Let somebody in no more and give them back; to undo that, save them again."""

    def roles(self, address: str) -> dict[str, Role]:
        """Tell the role that somebody has in each workspace that they may enter, by its id."""

    def greet(self, address: str, name: str, *, at: datetime) -> None:
        """Keep that an invited person came, and what they are called, in each workspace that they had not come to."""

    def sign_out(self, session: str, *, at: datetime) -> None:
        """End one signed-in session, known by what `is_signed_out` is asked; forget those ended over 60 days before."""

    def sign_out_everywhere(self, address: str, *, at: datetime) -> None:
        """End all sessions in which somebody signed in up to a moment; '' is whoever knows the owner's password."""

    def is_signed_out(self, address: str, session: str, *, since: datetime) -> bool:
        """Tell whether a session of somebody, signed in since a moment, was ended."""
