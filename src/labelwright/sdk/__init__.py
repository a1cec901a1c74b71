"""The typed client of Labelwright's HTTP interface. Knows the server only by its addresses and JSON.

>>> from labelwright.sdk import Client
>>> client = Client("http://localhost:8000", token="lw_…")
"""

from labelwright.sdk.client import AsyncClient, Client
from labelwright.sdk.shapes import Bundle, Job, Me, Member, Next, Project, Submitted, TaskRow, Upload, User
from labelwright.sdk.tasks import Filter, Given

__all__ = [
    "AsyncClient",
    "Bundle",
    "Client",
    "Filter",
    "Given",
    "Job",
    "Me",
    "Member",
    "Next",
    "Project",
    "Submitted",
    "TaskRow",
    "Upload",
    "User",
]
