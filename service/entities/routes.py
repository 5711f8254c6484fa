"""Routes: see the package."""

from fastapi import APIRouter

from service.api.strict_route import StrictRoute

router = APIRouter(tags=["entities"], route_class=StrictRoute)
